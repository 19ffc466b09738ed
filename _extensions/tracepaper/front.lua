-- Builds the title block: titles on single lines, authors in Quarto's schema with numbered affiliations, and the date.

local common = dofile(debug.getinfo(1, 'S').source:match('^@?(.*[/\\])') .. 'common.lua')
local kind = pandoc.utils.type

local LINES = { 'title', 'subtitle', 'banner', 'running-title', 'build-id', 'date', 'abstract-title', 'abstract-title-plain' }
local PARTS = { 'group', 'department', 'name', 'address', 'city', 'region', 'state', 'postal-code', 'country' }

-- A title is a single line, even if its YAML spans several.
local function line(value)
  if kind(value) ~= 'Blocks' then return value end
  local inlines = pandoc.utils.blocks_to_inlines(value, { pandoc.Space() })
  while #inlines > 0 and (inlines[#inlines].t == 'Space' or inlines[#inlines].t == 'SoftBreak') do inlines:remove() end
  return inlines
end

local function inlines(value)
  value = line(value)
  if kind(value) == 'Inlines' then return value end
  return pandoc.Inlines(common.text_of(value))
end

local function list(value)
  if value == nil then return pandoc.List() end
  if kind(value) == 'List' then return value end
  return pandoc.List({ value })
end

local function is_record(value) return kind(value) == 'table' end

local function joined(parts, between)
  local all = pandoc.Inlines({})
  for place, each in ipairs(parts) do
    if place > 1 then all:extend(pandoc.Inlines(between)) end
    all:extend(each)
  end
  return all
end

local function linked(content, url)
  if common.text_of(url) == '' then return content end
  return pandoc.Inlines({ pandoc.Link(content, common.text_of(url)) })
end

-- The printed form of an affiliation.
local function place_of(record)
  if not is_record(record) then return inlines(record) end
  local parts = pandoc.List()
  for _, name in ipairs(PARTS) do
    if record[name] then
      local part = inlines(record[name])
      parts:insert(name == 'name' and linked(part, record.url) or part)
    end
  end
  return joined(parts, ', ')
end

local function known_places(meta, authors)
  local known = {}
  local function keep(each)
    if is_record(each) and each.id then known[common.text_of(each.id)] = each end
  end
  for _, each in ipairs(list(meta.affiliations)) do keep(each) end
  for _, author in ipairs(authors) do
    for _, each in ipairs(list(is_record(author) and (author.affiliations or author.affiliation) or nil)) do keep(each) end
  end
  return known
end

local function name_of(author)
  if not is_record(author) then return inlines(author) end
  local name = author.name
  if not is_record(name) then return inlines(name) end
  if name.literal then return inlines(name.literal) end
  local parts = pandoc.List()
  for _, each in ipairs({ 'given', 'dropping-particle', 'non-dropping-particle', 'family' }) do
    if name[each] then parts:insert(inlines(name[each])) end
  end
  return joined(parts, ' ')
end

local function has(author, attribute)
  if not is_record(author) then return false end
  local listed = is_record(author.attributes) and author.attributes[attribute]
  local own = author[attribute] or listed
  return own == true or common.text_of(own) == 'true'
end

-- The numbers of an author's affiliations; new ones are added to `places`.
local function numbers_of(author, known, places)
  local numbers = pandoc.List()
  for _, each in ipairs(list(is_record(author) and (author.affiliations or author.affiliation) or nil)) do
    local id = is_record(each) and each.ref and common.text_of(each.ref) or not is_record(each) and common.text_of(each)
    local place = place_of(known[id] or each)
    local text = common.text_of(place)
    local _, number = places:find_if(function(other) return other.text == text end)
    if text ~= '' and not number then
      places:insert({ text = text, content = place })
      number = #places
    end
    if number and not numbers:includes(number) then numbers:insert(number) end
  end
  numbers:sort()
  return numbers
end

local MARKS = { { 'corresponding', '*' }, { 'equal-contributor', '†' }, { 'deceased', '‡' } }

local function marks_of(author, numbers, several)
  local marks = pandoc.List(several and numbers:map(tostring) or {})
  for _, each in ipairs(MARKS) do
    if has(author, each[1]) then marks:insert(each[2]) end
  end
  return table.concat(marks, ',')
end

local function mail(author)
  local address = is_record(author) and common.text_of(author.email) or ''
  return address ~= '' and pandoc.Link(address, 'mailto:' .. address)
end

local function with(name, more)
  local content = name:clone()
  if more then content:extend({ pandoc.Str(','), pandoc.Space(), more }) end
  return content
end

local function note(label, parts)
  if #parts == 0 then return nil end
  return pandoc.Inlines(label .. ': ') .. joined(parts, '; ')
end

local function roles_of(author)
  return list(author.roles or author.role):map(function(role)
    if not is_record(role) then return inlines(role) end
    local key, degree = next(role)
    if role.role then key, degree = common.text_of(role.role), role['degree-of-contribution'] end
    return pandoc.Inlines(key .. (degree and ' (' .. common.text_of(degree) .. ')' or ''))
  end)
end

local function orcid(author)
  local id = common.text_of(author.orcid):gsub('^https?://orcid%.org/', '')
  return pandoc.Link(id, 'https://orcid.org/' .. id)
end

-- The notes on authors below their affiliations, as paragraphs.
local function notes_of(authors, words)
  local mails, writers, ids, roles, notes = pandoc.List(), pandoc.List(), pandoc.List(), pandoc.List(), pandoc.List()
  local equal, deceased = false, false
  for _, each in ipairs(authors) do
    local author, name = each.record, each.name
    equal, deceased = equal or has(author, 'equal-contributor'), deceased or has(author, 'deceased')
    if has(author, 'corresponding') then
      writers:insert(with(name, mail(author)))
    elseif mail(author) then
      mails:insert(with(name, mail(author)))
    end
    if is_record(author) then
      if author.orcid then ids:insert(with(name, orcid(author))) end
      local own = roles_of(author)
      if #own > 0 then roles:insert(name .. pandoc.Inlines(': ') .. joined(own, ', ')) end
      if author.note then notes:insert(name .. pandoc.Inlines(': ') .. inlines(author.note)) end
    end
  end
  local all = pandoc.List()
  all:insert(note('* ' .. words.correspondence, writers))
  if equal then all:insert(pandoc.Inlines('† ' .. words['equal-contribution'])) end
  if deceased then all:insert(pandoc.Inlines('‡ ' .. words.deceased)) end
  all:insert(note(words.email, mails))
  all:insert(note('ORCID', ids))
  all:insert(note(words.contributions, roles))
  all:extend(notes)
  return all
end

-- Sets `byline` (names and marks), `affiliation-lines` (numbers and texts), `author-notes`, and plain names as `author`.
local function authors(meta, words)
  local records = list(meta.author or meta.authors)
  if #records == 0 then return end
  local known, places, people = known_places(meta, records), pandoc.List(), pandoc.List()
  for _, record in ipairs(records) do
    people:insert({ record = record, name = name_of(record), numbers = numbers_of(record, known, places) })
  end
  local several = #people > 1 and #places > 0 and (#places > 1 or people:find_if(function(each) return #each.numbers == 0 end))
  meta.byline = people:map(function(each)
    local degrees = list(is_record(each.record) and each.record.degrees or nil):map(inlines)
    local shown = linked(each.name, is_record(each.record) and each.record.url)
    local name = #degrees > 0 and shown .. pandoc.Inlines(', ') .. joined(degrees, ', ') or shown
    return { name = name, marks = marks_of(each.record, each.numbers, several) }
  end)
  local lines = pandoc.List()
  for number, place in ipairs(places) do
    lines:insert({ number = several and tostring(number) or '', text = place.content })
  end
  meta['affiliation-lines'] = lines
  local notes = notes_of(people, words)
  meta['author-notes'] = #notes > 0 and notes or nil
  meta.author = people:map(function(each) return each.name end)
  meta.authors, meta.affiliations = nil, nil
end

-- Sources without a commit have an earlier time than this, which is in the year 1990.
local FIRST = 631152000
local STAMPS = { today = true, now = true, ['last-modified'] = true }

local function formatted(year, month, day, pattern, words)
  local parts = { YYYY = year, MMMM = words.months[month], MMM = words.months[month]:sub(1, utf8.offset(words.months[month], 4) - 1),
    MM = ('%02d'):format(month), M = tostring(month), DD = ('%02d'):format(day), D = tostring(day) }
  return (pattern:gsub('%a+', function(token) return parts[token] end))
end

local PATTERNS = { iso = 'YYYY-MM-DD', short = 'DD/MM/YYYY' }

-- The date in the language of the document; `today` is the date of the sources, so that equal sources print equal dates.
local function date(meta, words)
  local text = common.text_of(meta.date)
  if STAMPS[text] then
    local made = tonumber(os.getenv('SOURCE_DATE_EPOCH') or '') or os.time()
    if made < FIRST then
      common.fault('date', 'date is ' .. text .. ', but the sources have no commit to take it from',
        'commit the sources, set SOURCE_DATE_EPOCH, or write the date')
    end
    text = os.date('!%Y-%m-%d', made)
  end
  local year, month, day = text:match('^(%d%d%d%d)%-(%d%d?)%-(%d%d?)$')
  month, day = tonumber(month), tonumber(day)
  if not year or month < 1 or month > 12 then return end
  local pattern = common.text_of(meta['date-format'])
  meta.date = pandoc.Inlines(formatted(year, month, day, PATTERNS[pattern] or (pattern:match('[YMD]') and pattern) or words.date, words))
end

local function set_words(meta, words)
  meta['abstract-title'] = meta['abstract-title'] or pandoc.Inlines(words['section-title-abstract'])
  meta['toc-title'] = meta['toc-title'] or pandoc.Inlines(words['toc-title-document'])
  meta.words = {}
  for _, key in ipairs({ 'keywords-title', 'skip-to-text', 'theme-dark', 'theme-light' }) do meta.words[key] = words[key] end
  local before, between, after = words['page-of']:match('^(.-){page}(.-){pages}(.-)$')
  if before then meta.words['page-before'], meta.words['page-between'], meta.words['page-after'] = before, between, after end
end

local function dressed(meta)
  local words = common.words(meta)
  for _, name in ipairs(LINES) do
    if meta[name] then meta[name] = line(meta[name]) end
  end
  if meta.keywords then meta.keywords = list(meta.keywords):map(inlines) end
  authors(meta, words)
  date(meta, words)
  set_words(meta, words)
  return meta
end

return {
  {
    Pandoc = function(doc)
      doc.meta = dressed(doc.meta)
      return doc
    end,
  },
}
