-- Under Quarto, the numbers of a document that is written by hand: they come from shortcodes, so they are seen
-- only after Quarto has resolved those.

local function here(name) return quarto.utils.resolve_path(name) end

function Pandoc(doc)
  if doc.meta.document then return nil end
  for _, filter in ipairs(dofile(here('tracepaper.lua'))) do
    doc = filter.Pandoc and filter.Pandoc(doc) or doc:walk(filter)
  end
  return doc
end
