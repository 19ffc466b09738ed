-- The filters that run before citations are resolved, the same for all formats, with or without Quarto.

local HERE = debug.getinfo(1, 'S').source:match('^@?(.*[/\\])') or './'
local filters = pandoc.List()
for _, name in ipairs({ 'constructs.lua', 'front.lua', 'crossref.lua' }) do
  filters:extend(dofile(HERE .. name))
end
return filters
