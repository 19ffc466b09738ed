-- Shared by all filters: faults for the engine, the words of the document's language, and small helpers.

local common = {}

-- The folder of the calling file, under pandoc and under Quarto.
function common.folder(level)
  return debug.getinfo((level or 1) + 1, 'S').source:match('^@?(.*[/\\])') or './'
end

local HERE = common.folder()

-- Reports a fault to the engine, which locates it in the sources by `word`.
function common.fault(word, what, remedy)
  io.stderr:write('tracepaper-fault: ' .. pandoc.json.encode({ word = word, what = what, remedy = remedy }) .. '\n')
end

function common.text_of(value) return value and pandoc.utils.stringify(value) or '' end

local function read_file(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

-- The words of a document: those of its language, overridden by `language` in its metadata.
function common.words(meta)
  local all = pandoc.json.decode(read_file(HERE .. 'words.json'), false)
  local language = common.text_of(meta.lang):match('^%a+') or 'en'
  local words = setmetatable({}, { __index = all.en })
  for key, value in pairs(all[language:lower()] or {}) do words[key] = value end
  if pandoc.utils.type(meta.language) == 'table' then
    for key, value in pairs(meta.language) do words[key] = common.text_of(value) end
  end
  return words
end

-- Restores the authors' records, which Quarto has replaced by their names.
function common.with_authors(meta)
  local records = pandoc.List(meta['by-author'] or meta.authors or {})
  if #records > 0 then meta.author = records end
  return meta
end

return common
