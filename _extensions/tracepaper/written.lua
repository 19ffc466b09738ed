-- Under Quarto, processes the numbers of a hand-written document, which come from shortcodes and therefore exist
-- only after Quarto has resolved these.

local function here(name) return quarto.utils.resolve_path(name) end

function Pandoc(doc)
  if doc.meta.document then return nil end
  for _, filter in ipairs(dofile(here('tracepaper.lua'))) do
    doc = filter.Pandoc and filter.Pandoc(doc) or doc:walk(filter)
  end
  return doc
end
