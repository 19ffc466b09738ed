-- What is done to a woven document before citations are resolved, alike for all formats and under both engines.

local HERE = debug.getinfo(1, 'S').source:match('^@?(.*[/\\])') or './'
local filters = pandoc.List()
for _, name in ipairs({ 'constructs.lua', 'front.lua', 'crossref.lua' }) do
  filters:extend(dofile(HERE .. name))
end
return filters
