-- The last step under Quarto: restores the labels that woven.lua hid from Quarto.

local HIDDEN = 'tracepaper%-'

local function shown(id) return (id:gsub('^' .. HIDDEN, '')) end

function Div(div)
  if not div.identifier:match('^' .. HIDDEN) then return nil end
  div.identifier = shown(div.identifier)
  return div
end

function Link(link)
  if not link.target:match('^#' .. HIDDEN) then return nil end
  link.target = '#' .. shown(link.target:sub(2))
  return link
end
