-- Makes of the spans of a woven document what each format can carry: elements in HTML, content controls in Word.
-- It runs under pandoc and under Quarto. What is wrong stops it by assert: Quarto turns error() into a message.

local function folder()
  if quarto then return pandoc.path.directory(quarto.utils.resolve_path('tracepaper.lua')) end
  return pandoc.path.directory(PANDOC_SCRIPT_FILE)
end

local MODULES = { docx = 'word.lua', html = 'html.lua', html5 = 'html.lua' }

local function filters()
  local name = MODULES[FORMAT]
  if not name then return {} end
  local chunk, fault = loadfile(pandoc.path.join({ folder(), name }))
  assert(chunk, fault)
  return chunk()
end

return filters()
