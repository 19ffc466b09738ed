-- Numbers floats, sections and equations, and resolves cross-references as Quarto does, with or without Quarto.
-- A float is a div #fig-… or #tbl-… whose last paragraph is its caption, or a table whose caption ends with
-- {#tbl-…}; the attribute `float-number` of a div sets its number. An equation is displayed before {#eq-…}.

local folder = debug.getinfo(1, 'S').source:match('^@?(.*[/\\])')
local common = dofile(folder .. 'common.lua')
local figures = dofile(folder .. 'figures.lua')

local WORDS = { fig = 'crossref-fig-title', tbl = 'crossref-tbl-title', eq = 'crossref-eq-prefix', sec = 'crossref-sec-prefix' }
local FLOATS = { fig = true, tbl = true }
local NO_BREAK = '\u{a0}'

local words = {}
local numbers = {}
local titles = {}
local prefix = ''

local function kind_of(id)
  local kind = id:match('^(%a+)%-')
  return WORDS[kind] and kind
end

local function float_of(id)
  local kind = kind_of(id)
  return FLOATS[kind] and kind
end

local function word_of(id) return words[WORDS[kind_of(id)]] end

local function label(id) return word_of(id) .. NO_BREAK .. numbers[id] end

-- The caption with its label in front; the label is bold within a span, so that each format can style it.
local function captioned(id, inlines)
  local head = pandoc.Span({ pandoc.Str(label(id)) }, pandoc.Attr('', { 'float-label' }))
  return pandoc.List({ head, pandoc.Space() }) .. inlines
end

local function take_caption(div)
  local last = div.content[#div.content]
  if not last or (last.t ~= 'Para' and last.t ~= 'Plain') then return pandoc.List() end
  div.content:remove(#div.content)
  return last.content
end

-- Headings that span several columns are rows of the body that contain only `spanner` spans.
local function spanner_of(cell)
  local block = cell.contents[1]
  local span = block and block.content and block.content[1]
  return span and span.t == 'Span' and span.attributes['data-span'] and span
end

local function is_spanned(row)
  return pandoc.List(row.cells):find_if(spanner_of) ~= nil
end

local function spanned(row)
  local cells, place = pandoc.List(), 1
  while place <= #row.cells do
    local cell = row.cells[place]
    local span = spanner_of(cell)
    local width = span and tonumber(span.attributes['data-span']) or 1
    cell.col_span = width
    if span then cell.alignment = 'AlignCenter' end
    cells:insert(cell)
    place = place + width
  end
  row.cells = cells
  return row
end

local function lift_spanners(tbl)
  local body = tbl.bodies[1]
  if not body then return tbl end
  local lifted, rest = pandoc.List(), pandoc.List()
  for _, row in ipairs(body.body) do
    if #rest == 0 and is_spanned(row) then lifted:insert(spanned(row)) else rest:insert(row) end
  end
  if #lifted == 0 then return tbl end
  body.body = rest
  local bodies = tbl.bodies
  bodies[1] = body
  tbl.bodies = bodies
  local head = tbl.head
  head.rows = lifted .. head.rows
  tbl.head = head
  return tbl
end

local function table_float(div)
  local inner = div.content:find_if(function(block) return block.t == 'Table' end)
  local own = inner and inner.caption.long[1]
  local caption = captioned(div.identifier, own and own.content or take_caption(div))
  if not div.classes:includes('stat-table') then div.classes:insert('stat-table') end
  div.content = div.content:map(function(block)
    if block.t ~= 'Table' then return block end
    block.caption.long = { pandoc.Plain(caption) }
    return lift_spanners(block)
  end)
  return div
end

local function figure_float(div)
  local caption = captioned(div.identifier, take_caption(div))
  local content = div.content:map(function(block)
    return block.t == 'Para' and pandoc.Plain(block.content) or block
  end)
  div.content = { pandoc.Figure(content, { long = { pandoc.Plain(caption) } }) }
  return div
end

-- Removes the label at the end of a table's caption, and returns it.
local function take_label(tbl)
  if tbl.identifier:match('^tbl%-') then return tbl.identifier end
  local block = tbl.caption.long[1]
  local last = block and block.content[#block.content]
  local id = last and last.t == 'Str' and last.text:match('^{#(tbl%-[%w_-]+)}$')
  if not id then return nil end
  local content = block.content
  content:remove()
  if #content > 0 and content[#content].t == 'Space' then content:remove() end
  block.content = content
  tbl.caption.long = { block }
  return id
end

-- Tables written in Markdown are floats if they have a label, and are laid out like floats in any case.
local function written_tables(doc)
  return doc:walk({
    traverse = 'topdown',
    Div = function(div)
      if div.classes:includes('stat-table') or float_of(div.identifier) == 'tbl' then return div, false end
    end,
    Table = function(tbl)
      local id = take_label(tbl)
      tbl.identifier = ''
      return pandoc.Div({ tbl }, pandoc.Attr(id or '', { 'stat-table' })), false
    end,
  })
end

-- Sub-figures have the number of the figure and a letter.
local function number_parts(doc)
  doc:walk({
    Div = function(div)
      local home = div.attributes['data-part-of']
      if home and numbers[home] then numbers[div.identifier] = numbers[home] .. div.attributes['data-part'] end
    end,
  })
end

local function number_floats(doc)
  local counts = { fig = 0, tbl = 0 }
  doc = doc:walk({
    Div = function(div)
      local kind = float_of(div.identifier)
      if kind and not div.attributes['data-part-of'] then
        counts[kind] = counts[kind] + 1
        numbers[div.identifier] = div.attributes['float-number'] or prefix .. counts[kind]
        div.attributes['float-number'] = nil
        return div
      end
    end,
  })
  number_parts(doc)
  return doc:walk({
    Div = function(div)
      local kind = float_of(div.identifier)
      if div.attributes['data-part-of'] then return div end
      if kind == 'tbl' then return table_float(div) end
      if kind == 'fig' then return figure_float(div) end
    end,
  })
end

local function is_on(value) return value == true or common.text_of(value) == 'true' end

-- Sections are numbered if the metadata request it; Quarto numbers them itself.
local function number_sections(doc)
  local numbered = is_on(doc.meta['number-sections'])
  local depth = tonumber(common.text_of(doc.meta['number-depth'])) or 6
  local by_id = {}
  pandoc.Pandoc(pandoc.utils.make_sections(true, nil, doc.blocks)):walk({
    Div = function(div)
      local number = div.classes:includes('section') and div.attributes.number
      local _, dots = (number or ''):gsub('%.', '')
      if number and dots < depth then by_id[div.identifier] = number end
    end,
  })
  return doc:walk({
    Header = function(header)
      titles[header.identifier] = header.content:clone()
      local number = numbered and by_id[header.identifier]
      if not number then return nil end
      numbers[header.identifier] = number
      if quarto then return nil end
      local mark = pandoc.Span({ pandoc.Str(number) }, pandoc.Attr('', { 'header-section-number' }))
      header.content = pandoc.Inlines({ mark, pandoc.Space() }) .. header.content
      return header
    end,
  })
end

local function equation(math, id)
  local count = numbers['eq-count'] or 1
  numbers['eq-count'] = count + 1
  numbers[id] = prefix .. count
  local number = pandoc.Span({ pandoc.Str('(' .. numbers[id] .. ')') }, pandoc.Attr('', { 'equation-number' }))
  return pandoc.Span({ math, number }, pandoc.Attr(id, { 'equation' }))
end

local function has_equations(doc)
  local found = false
  doc:walk({ Math = function(math) found = found or math.mathtype == 'DisplayMath' end })
  return found
end

-- A displayed formula and the label after it become one span.
local function number_equations(inlines)
  local made, place = pandoc.Inlines({}), 1
  while place <= #inlines do
    local here, second, third = inlines[place], inlines[place + 1], inlines[place + 2]
    local after = second and (second.t == 'Space' or second.t == 'SoftBreak') and third or second
    local id = here.t == 'Math' and here.mathtype == 'DisplayMath' and after and after.t == 'Str' and after.text:match('^{#(eq%-[%w_-]+)}')
    if id then
      made:insert(equation(here, id))
      local rest = after.text:match('}(.+)$')
      if rest then made:insert(pandoc.Str(rest)) end
      place = place + (after == second and 2 or 3)
    else
      made:insert(here)
      place = place + 1
    end
  end
  return made
end

local function text_of_reference(citation)
  local id = citation.id
  local plain = numbers[id] or titles[id] and { pandoc.Quoted('DoubleQuote', titles[id]) }
  local number = numbers[id] and pandoc.Inlines({ pandoc.Str(numbers[id]) }) or pandoc.Inlines(plain)
  if citation.mode == 'SuppressAuthor' then return number end
  if #citation.prefix > 0 then return citation.prefix .. { pandoc.Str(NO_BREAK) } .. number end
  if numbers[id] then return pandoc.Inlines({ pandoc.Str(label(id)) }) end
  return pandoc.Inlines({ pandoc.Str(word_of(id) .. NO_BREAK) }) .. number
end

local function reference(citation)
  local id = citation.id
  if not numbers[id] and not titles[id] then
    io.stderr:write('unresolved cross-reference: ' .. id .. '\n')
    return pandoc.Str('?' .. id)
  end
  return pandoc.Link(text_of_reference(citation), '#' .. id, '', pandoc.Attr('', { 'crossref' }))
end

local function resolve(cite)
  local resolved = pandoc.List()
  for _, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then return nil end
    if #resolved > 0 then resolved:extend({ pandoc.Str(','), pandoc.Space() }) end
    resolved:insert(reference(citation))
    resolved:extend(citation.suffix)
  end
  return resolved
end

function Pandoc(doc)
  words = common.words(doc.meta)
  prefix = common.text_of(doc.meta['float-prefix'])
  doc = number_sections(number_floats(written_tables(figures(doc))))
  if has_equations(doc) then doc = doc:walk({ Inlines = number_equations }) end
  return doc:walk({ Cite = resolve })
end

return { { Pandoc = Pandoc } }
