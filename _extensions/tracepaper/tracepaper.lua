-- Converts the spans of a woven document for each format: to elements in HTML, to content controls in Word.
-- Runs under pandoc and under Quarto. Faults stop it through assert, since Quarto turns error() into a message.

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
