-- Under Quarto, processes the numbers of a hand-written document, which come from shortcodes and therefore exist
-- only after Quarto has resolved these. Also builds the title block, as in woven documents.

local function here(name) return quarto.utils.resolve_path(name) end

local function run(name, doc)
  for _, filter in ipairs(dofile(here(name))) do
    doc = filter.Pandoc and filter.Pandoc(doc) or doc:walk(filter)
  end
  return doc
end

function Pandoc(doc)
  if doc.meta.document then return nil end
  if FORMAT == 'html' or FORMAT == 'docx' then
    doc.meta = dofile(here('common.lua')).with_authors(doc.meta)
    doc = run('front.lua', doc)
  end
  return run('tracepaper.lua', doc)
end
