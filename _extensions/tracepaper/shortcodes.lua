-- Shortcodes that print rows of the ledger in a hand-written document:
--   {{< stat ID >}}   {{< stat ID format=beta_p >}}   {{< stat ID format=ci of=beta >}}
--   {{< claim ID yes="…" no="…" >}}   {{< stattable NAME >}}   {{< statfigure NAME >}}
-- Every text is read from the phrasebook, in which the engine has phrased it; nothing is formatted here.
-- Unknown names stop rendering through assert, since Quarto turns error() into a message and continues.

local PHRASEBOOK = '.tracepaper/quarto/phrasebook.json'
local REMEDY = 'run `report build` or `quarto render` in the project first'

local book

local function read_file(path)
  local file = io.open(path, 'rb')
  if not file then return nil end
  local text = file:read('a')
  file:close()
  return text
end

-- The project's folder, or the nearest one above the document that has a phrasebook.
local function candidates()
  local folders = pandoc.List()
  if quarto.project and quarto.project.directory then folders:insert(quarto.project.directory) end
  local input = quarto.doc and quarto.doc.input_file
  local folder = input and pandoc.path.directory(input) or '.'
  for _ = 1, 12 do
    folders:insert(folder)
    folder = pandoc.path.join({ folder, '..' })
  end
  return folders
end

local function phrasebook()
  if book then return book end
  for _, folder in ipairs(candidates()) do
    local text = read_file(pandoc.path.join({ folder, PHRASEBOOK }))
    if text then
      book = pandoc.json.decode(text, false)
      return book
    end
  end
  assert(false, 'tracepaper: no ' .. PHRASEBOOK .. ' was found; ' .. REMEDY)
end

-- The number of letters to change to turn one word into the other (Levenshtein, 1966).
local function distance(one, other)
  local row = {}
  for j = 0, #other do row[j] = j end
  for i = 1, #one do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #other do
      local change = one:byte(i) == other:byte(j) and 0 or 1
      local best = math.min(row[j] + 1, row[j - 1] + 1, diagonal + change)
      diagonal, row[j] = row[j], best
    end
  end
  return row[#other]
end

local function nearest(id, entries)
  local best, least
  for known, _ in pairs(entries) do
    local far = distance(id, known)
    if not least or far < least or (far == least and known < best) then best, least = known, far end
  end
  return best and ('did you mean ' .. best .. '?') or '`report list` shows all ids'
end

local function found(id, entries, kind)
  local entry = entries[id]
  assert(entry ~= nil, 'tracepaper: no ' .. kind .. ' named ' .. id .. '; ' .. nearest(id, entries))
  return entry
end

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ''
end

-- A shortcode's value as it was written: Quarto passes strings unchanged, or as parsed inlines.
local function markdown_of(value)
  if type(value) == 'string' then return value end
  return (pandoc.write(pandoc.Pandoc({ pandoc.Plain(value) }), 'markdown'):gsub('%s+$', ''))
end

local function inlines(markdown, context)
  local parsed = pandoc.utils.blocks_to_inlines(pandoc.read(markdown, 'markdown').blocks)
  if context == 'text' then return pandoc.utils.stringify(parsed) end
  return parsed
end

local OPTIONS = { stat = { format = true, of = true }, claim = { yes = true, no = true }, float = {} }

-- The options of a shortcode. In YAML, Quarto passes an unquoted `format=words` as another word.
local function taken(kind, arguments, options)
  local found = {}
  for key, value in pairs(options) do found[key] = value end
  for place = 2, #arguments do
    local word = text_of(arguments[place])
    local key, value = word:match('^([%w-]+)=(.*)$')
    assert(key, 'tracepaper: ' .. text_of(arguments[1]) .. ' is followed by ' .. word .. '; give one name')
    found[key] = value
  end
  for key, _ in pairs(found) do
    assert(OPTIONS[kind][key], 'tracepaper: ' .. kind .. ' has no option ' .. key .. '; see docs/quarto.md')
  end
  return found
end

local function stat(arguments, given, _, _, context)
  local options = taken('stat', arguments, given)
  local id = text_of(arguments[1])
  local forms = found(id, phrasebook().stats, 'statistic')
  local format, of = text_of(options.format), text_of(options.of)
  if format == '' then format = 'value' end
  if of ~= '' then format = format .. ' of ' .. of end
  local message = 'tracepaper: ' .. id .. ' has no format ' .. format .. '; '
  assert(forms[format] ~= nil, message .. nearest(format, forms))
  return inlines(forms[format], context)
end

local function claim(arguments, given, _, _, context)
  local options = taken('claim', arguments, given)
  local id = text_of(arguments[1])
  local holds = found(id, phrasebook().claims, 'claim')
  local yes, no = options.yes, options.no
  local complete = text_of(yes) ~= '' and text_of(no) ~= ''
  assert(complete, 'tracepaper: claim ' .. id .. ' lacks a yes or no text; write yes="…" no="…"')
  local wording = inlines(markdown_of(holds and yes or no), context)
  if context == 'text' then return wording end
  return pandoc.Inlines({ pandoc.Span(wording, pandoc.Attr('', { 'claim' }, { ['data-claim'] = id })) })
end

-- Pictures are in the project's folder; adjusts their paths for a document in a subfolder.
local function from_here(image)
  local offset = quarto.project and quarto.project.offset
  if offset and offset ~= '.' then image.src = pandoc.path.join({ offset, image.src }) end
  return image
end

-- Quarto requires a plain table of attributes.
local function plain(attributes)
  local copy = {}
  for key, value in pairs(attributes) do copy[key] = value end
  return copy
end

-- Quarto expands shortcodes after reading the document's floats, so the float is passed to it explicitly.
local function float(markdown, kind, context)
  local div = pandoc.read(markdown, 'markdown').blocks[1]:walk({ Image = from_here })
  if context == 'ast' or not quarto.FloatRefTarget then return pandoc.Blocks({ div }) end
  local caption = div.content:remove()
  return quarto.FloatRefTarget({
    identifier = div.identifier,
    classes = div.classes,
    attributes = plain(div.attributes),
    type = kind,
    content = div.content,
    caption_long = pandoc.Plain(caption.content),
  })
end

-- A float has no options, and inside a sentence it would lose its label or its table.
local function check_position(name, arguments, options, context)
  taken('float', arguments, options)
  local place = context ~= 'inline' and context ~= 'text'
  assert(place, 'tracepaper: ' .. name .. ' is inside a sentence; put it in a separate paragraph')
end

local function stattable(arguments, options, _, _, context)
  found(text_of(arguments[1]), phrasebook().tables, 'table')
  check_position('stattable', arguments, options, context)
  return float(found(text_of(arguments[1]), phrasebook().tables, 'table'), 'Table', context)
end

local function statfigure(arguments, options, _, _, context)
  found(text_of(arguments[1]), phrasebook().figures, 'figure')
  check_position('statfigure', arguments, options, context)
  return float(found(text_of(arguments[1]), phrasebook().figures, 'figure'), 'Figure', context)
end

return { stat = stat, claim = claim, stattable = stattable, statfigure = statfigure }
