-- Under Quarto, processes a woven document in the same way as without Quarto: floats and cross-references by the
-- same filter, then numbers by tracepaper.lua. Runs before Quarto reads the document's structure, and hides the
-- labels of floats from Quarto, which would number them again; restored.lua restores them at the end.
-- A hand-written document is processed in the same way if its metadata have the key `document`; otherwise
-- it is left to Quarto, see written.lua.

local HIDDEN = 'tracepaper-'
local LABEL = 'data-label'

local function here(name) return quarto.utils.resolve_path(name) end

-- The filters that a file returns, or the function `Pandoc` that it defines.
local function filters_of(name)
  local globals = setmetatable({}, { __index = _G })
  local chunk, fault = loadfile(here(name), 't', globals)
  assert(chunk, fault)
  return chunk() or { { Pandoc = globals.Pandoc } }
end

local function run(name, doc)
  for _, filter in ipairs(filters_of(name)) do
    doc = filter.Pandoc and filter.Pandoc(doc) or doc:walk(filter)
  end
  return doc
end

-- Quarto's reader turns each shortcode into a span with its parameters as inner spans.
local function call_of(span)
  if not span.attributes['data-raw'] or not span.classes:includes('quarto-shortcode__') then return nil end
  local words, options = pandoc.List(), {}
  for _, part in ipairs(span.content) do
    local value = part.t == 'Span' and part.attributes['data-value']
    if value and part.attributes['data-key'] then
      options[part.attributes['data-key']] = value
    elseif value then
      words:insert(value)
    end
  end
  return words:remove(1), words, options
end

local function expanded(doc)
  local handlers = dofile(here('shortcodes.lua'))
  local function expansion(span)
    local name, words, options = call_of(span)
    return name and handlers[name] and handlers[name](words, options, {}, {}, 'ast')
  end
  local function only_shortcode(para)
    return #para.content == 1 and para.content[1].t == 'Span' and expansion(para.content[1])
  end
  return doc:walk({ Para = function(para)
    local made = only_shortcode(para)
    return made and pandoc.utils.type(made) == 'Blocks' and made or nil
  end }):walk({ Span = function(span) return expansion(span) or nil end })
end

local function is_float(id) return id:match('^fig%-') or id:match('^tbl%-') end

-- Quarto removes divs from JATS, so there the table or figure remembers its label.
local function with_label_inside(div)
  local labelled = false
  local function label(float)
    if labelled or float.attributes[LABEL] then return nil end
    labelled, float.attributes[LABEL] = true, div.identifier
    return float
  end
  return div:walk({ Table = label, Figure = label })
end

local hide = {
  Div = function(div)
    if not is_float(div.identifier) then return nil end
    if FORMAT:match('^jats') then div = with_label_inside(div) end
    div.identifier = HIDDEN .. div.identifier
    return div
  end,
  Link = function(link)
    local target = link.target:match('^#(.*)$')
    if not target or not is_float(target) then return nil end
    link.target = '#' .. HIDDEN .. target
    return link
  end,
}

function Pandoc(doc)
  if not doc.meta.document then return nil end
  doc.meta = dofile(here('common.lua')).with_authors(doc.meta)
  return run('tracepaper.lua', run('reading.lua', expanded(doc))):walk(hide)
end
