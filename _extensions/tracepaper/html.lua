-- HTML: figures as inline drawings with live labels, and links into the paper's other documents.

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

local function folder()
  if quarto then return pandoc.path.directory(quarto.utils.resolve_path('html.lua')) end
  return pandoc.path.directory(PANDOC_SCRIPT_FILE)
end

return { { Image = inlined, Span = linked }, dofile(pandoc.path.join({ folder(), 'tables.lua' })) }
