-- Calls the extension's shortcodes as Quarto does: each `name argument key="value"` in code is one call.
quarto = { project = { directory = os.getenv('PROJECT'), offset = os.getenv('OFFSET') or '.' }, doc = {} }
if os.getenv('FLOATS') then
  quarto.FloatRefTarget = function(float)
    local caption = pandoc.Para(float.caption_long.content)
    local content = pandoc.Blocks({ pandoc.Para({ pandoc.Str('FLOAT ' .. float.type) }) })
    content:extend(float.content)
    content:insert(caption)
    return pandoc.Div(content, pandoc.Attr(float.identifier, float.classes, float.attributes))
  end
end
local handlers = dofile(os.getenv('SHORTCODES'))

local function call(text, context)
  local words, options = pandoc.List(), setmetatable({}, { __index = function() return pandoc.Inlines({}) end })
  local name, rest = text:match('^(%S+)%s*(.*)$')
  rest = rest:gsub('(%w+)="([^"]*)"', function(key, value)
    options[key] = pandoc.read(value, 'markdown').blocks[1].content
    return ''
  end)
  for word in rest:gmatch('%S+') do
    local key, value = word:match('^(%w+)=(.*)$')
    if key and not os.getenv('POSITIONAL') then options[key] = pandoc.Inlines({ pandoc.Str(value) }) else words:insert(pandoc.Inlines({ pandoc.Str(word) })) end
  end
  return handlers[name](words, options, {}, {}, context)
end

function Code(code) return call(code.text, 'inline') end
function CodeBlock(code) return call(code.text, 'block') end
