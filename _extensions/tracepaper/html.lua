-- HTML: inlines drawings, so that their labels can be selected, and links to other documents of the paper.

local function is_drawing(image)
  return image.src:match('^figures/[^/]+%.svg$') or image.src:match('^%.%./.*figures/[^/]+%.svg$')
end

local function inlined(image)
  if not is_drawing(image) then return nil end
  local ok, _, content = pcall(pandoc.mediabag.fetch, image.src)
  if not ok or not content then return nil end
  local svg = content:match('<svg.*</svg>')
  return svg and pandoc.RawInline('html', svg)
end

local function linked(span)
  local document = span.classes:includes('see') and span.attributes['data-document']
  if not document then return nil end
  return pandoc.Link(span.content, document .. '.html#' .. span.attributes['data-target'], '', pandoc.Attr('', { 'see' }))
end

-- HTML has no brackets around list numbers, so style sheets add them.
local STYLES = {
  DefaultStyle = 'decimal', Example = 'decimal', Decimal = 'decimal', LowerAlpha = 'lower-alpha', UpperAlpha = 'upper-alpha',
  LowerRoman = 'lower-roman', UpperRoman = 'upper-roman',
}

local function ordered(list)
  local attributes = list.listAttributes
  local style = STYLES[attributes.style] or 'decimal'
  local side = attributes.delimiter == 'OneParen' and '-paren' or attributes.delimiter == 'TwoParens' and '-parens' or ''
  if style .. side == 'decimal' then return nil end
  return pandoc.Div({ list }, pandoc.Attr('', { 'list', 'list-' .. style .. side }))
end

local function folder()
  if quarto then return pandoc.path.directory(quarto.utils.resolve_path('html.lua')) end
  return pandoc.path.directory(PANDOC_SCRIPT_FILE)
end

return { { Image = inlined, Span = linked, OrderedList = ordered }, dofile(pandoc.path.join({ folder(), 'tables.lua' })) }
