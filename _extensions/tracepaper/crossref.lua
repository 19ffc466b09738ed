-- Numbers floats and resolves cross-references as Quarto does, under both engines.
-- A float is a div #fig-… or #tbl-… whose last paragraph is its caption; its attribute `float-number` sets its number.

local WORDS = { fig = 'Figure', tbl = 'Table' }
local NO_BREAK = '\u{a0}'

local numbers = {}
local prefix = ''

local function kind_of(id)
  local kind = id:match('^(%a+)%-')
  return WORDS[kind] and kind
end

local function label(id)
  return WORDS[kind_of(id)] .. NO_BREAK .. numbers[id]
end

-- The caption with its label in front: the label is bold in a span, so that each format can set it.
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

local function table_float(div)
  local caption = captioned(div.identifier, take_caption(div))
  for _, block in ipairs(div.content) do
    if block.t == 'Table' then block.caption.long = { pandoc.Plain(caption) } end
  end
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

local function number_floats(doc)
  prefix = doc.meta['float-prefix'] and pandoc.utils.stringify(doc.meta['float-prefix']) or ''
  local counts = { fig = 0, tbl = 0 }
  doc = doc:walk({
    Div = function(div)
      local kind = kind_of(div.identifier)
      if kind then
        counts[kind] = counts[kind] + 1
        numbers[div.identifier] = div.attributes['float-number'] or prefix .. counts[kind]
        div.attributes['float-number'] = nil
        return div
      end
    end,
  })
  return doc:walk({
    Div = function(div)
      local kind = kind_of(div.identifier)
      if kind == 'tbl' then return table_float(div) end
      if kind == 'fig' then return figure_float(div) end
    end,
  })
end

local function reference(citation)
  local id = citation.id
  if not numbers[id] then
    io.stderr:write('unresolved cross-reference: ' .. id .. '\n')
    return pandoc.Str('?' .. id)
  end
  local text = pandoc.List({ pandoc.Str(label(id)) })
  if citation.mode == 'SuppressAuthor' then
    text = pandoc.List({ pandoc.Str(numbers[id]) })
  elseif #citation.prefix > 0 then
    text = citation.prefix .. { pandoc.Str(NO_BREAK .. numbers[id]) }
  end
  return pandoc.Link(text, '#' .. id, '', pandoc.Attr('', { 'crossref' }))
end

local function resolve(cite)
  local resolved = pandoc.List()
  for _, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then return nil end
    if #resolved > 0 then resolved:extend({ pandoc.Str(','), pandoc.Space() }) end
    resolved:insert(reference(citation))
  end
  return resolved
end

function Pandoc(doc)
  return number_floats(doc):walk({ Cite = resolve })
end
