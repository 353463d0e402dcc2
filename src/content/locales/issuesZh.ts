/**
 * Chinese of what the parsers of scenarios, resources and JSON say. Their sentences are English, once, where the mistake is
 * found (the headless program prints them); here they are known again by their form. `{x}` stays as it is, `<x>` is a
 * phrase or a sentence of this list itself. Marathon's own errors are Marathon's words and stay.
 */

/** Longer or more special forms first: the first that fits is taken. */
const SENTENCES: readonly (readonly [english: string, chinese: string])[] = [
  ['<sentence>; did you mean "{near}"?', '<sentence>；您是不是指“{near}”？'],
  [
    'not JSON at line {line}, column {column}: expected <what>, found <found>',
    '第 {line} 行第 {column} 列不是 JSON：应为<what>，实为<found>',
  ],
  ['the text is not JSON', '文本不是 JSON'],
  ['the text is longer than 2 MB', '文本超过 2 MB'],
  ['the document is longer than 2 MB', '文档超过 2 MB'],
  ['the document holds more than {n} values', '文档包含的值超过 {n} 个'],
  ['the document holds a number that is not finite', '文档包含非有限的数'],
  ['the document holds a {kind}, which JSON cannot say', '文档包含 JSON 无法表示的 {kind}'],
  ['the document is nested deeper than {n} levels', '文档的嵌套超过 {n} 层'],
  ['the document holds something that is neither a list nor a plain object', '文档包含既非列表也非普通对象的值'],
  [
    'this is version {version} of the format; this program reads version 1',
    '这是第 {version} 版格式；本程序读取第 1 版',
  ],
  ['{n} more mistakes', '另有 {n} 处错误'],
  ['expected an object: a scenario', '应为一个对象：场景'],
  ['there is no such key here', '此处没有这个键'],
  ['this key is missing', '缺少这个键'],
  ['{value} is not known here', '此处没有 {value}'],

  ['expected one of {names}, found <found>', '应为 {names} 之一，实为<found>'],
  ['expected at most {n} entries, found {count}', '至多 {n} 项，实有 {count} 项'],
  ['expected at least {n} entries, found {count}', '至少 {n} 项，实有 {count} 项'],
  [
    'expected [low, high] in whole milliseconds of 0 or more, found <found>',
    '应为 [低, 高]，以不小于 0 的整数毫秒计，实为<found>',
  ],
  ['the low end {low} is above the high end {high}', '低端 {low} 高于高端 {high}'],
  ['expected {prefix}:ID@AGENT', '应为 {prefix}:ID@AGENT'],
  ['expected {prefix}:ID', '应为 {prefix}:ID'],
  ['expected an executor as ID@AGENT', '应为执行器，写作 ID@AGENT'],
  ['expected the id of a message: SENDER#n', '应为消息的 id：SENDER#n'],
  ['it is not a regular expression', '不是正则表达式'],
  ['expected 1, found <found>', '应为 1，实为<found>'],
  ['expected letters, digits and dashes, beginning with a letter', '应为以字母开头的字母、数字与连字符'],
  ['expected <what>, found <found>', '应为<what>，实为<found>'],
  ['expected <what>', '应为<what>'],
  ['<what> has at most {n} characters', '<what>至多 {n} 个字符'],
  ['more than {n} characters', '超过 {n} 个字符'],
  ['both numbers of a rate are above 0', '速率的两个数都要大于 0'],

  ['{id} names a component of its own; choose another id', '{id} 是一个内部组件的名字；请换一个 id'],
  ['an id must not contain "{taken}": ids of components are built with it', 'id 不得含有“{taken}”：组件的 id 由它构成'],
  ['an id must not contain blanks or control characters', 'id 不得含有空白或控制字符'],
  ['a task\'s id must not contain "/", "\\" or control characters', '任务的 id 不得含有“/”、“\\”或控制字符'],
  [
    'a task\'s id must not contain "@" or "#": ids of components are built with them',
    '任务的 id 不得含有“@”或“#”：组件的 id 由它们构成',
  ],
  ['a role must not contain blanks', '角色不得含有空白'],
  ['a role must not start or end with "/" or have two in a row', '角色不得以“/”开头或结尾，也不得连用两个'],
  ['a part of a role must not be "{part}"', '角色的一段不得为“{part}”'],
  ['a part of a role must not start with "-"', '角色的一段不得以“-”开头'],
  ['nothing can be reserved for the role "*"', '不能为角色“*”预留资源'],
  ['<what> must not be empty', '<what>不得为空'],
  ["a task's id must not be {id}", '任务的 id 不得为 {id}'],
  ['{name}: more than {most}', '{name}：超过 {most}'],
  ['{name}: at most {n} ranges, up to {high}', '{name}：至多 {n} 段，不超过 {high}'],
  ['name at least one resource', '至少要写一种资源'],
  ['name at least one amount', '至少要写一个数量'],
  ['write {name} without {role}: the role is a key of its own', '请写 {name}，不带 {role}：角色另有自己的键'],
  ['{name}: revocable resources cannot be reserved', '{name}：可回收的资源不能预留'],
  ['{text} is not an amount such as cpus:6', '{text} 不是数量（例如 cpus:6）'],
  ['{text} is not a range like 31000-32000', '{text} 不是范围（例如 31000-32000）'],
  ['the range {range} is inverted', '范围 {range} 首尾颠倒'],
  ['the range {range} overlaps another', '范围 {range} 与另一段重叠'],
  ['{text} is not of the form name:value', '{text} 不是“名称:值”的形式'],
  ['{name}: {value} is not a number of 0 or more', '{name}：{value} 不是不小于 0 的数'],
  ['the role {name} is named twice', '角色 {name} 写了两次'],
  ['the port {name} is named twice', '端口 {name} 写了两次'],
  ['{name} is named twice', '{name} 写了两次'],

  ['give either "role" or "roles"', '“role”与“roles”只能写一个'],
  ['give the role once: here, or as "role"', '角色只写一次：写在这里，或写作“role”'],
  ['{name} is not a role of this framework', '{name} 不是此框架的角色'],
  ['this contradicts "suppressOffers"', '这与“suppressOffers”矛盾'],
  ['{low} is above localPortMax, {high}', '{low} 高于 localPortMax（{high}）'],
  ['{low} is above the maximum, {high}', '{low} 高于最大值 {high}'],
  ['{stop} is before startAtMs, {start}', '{stop} 早于 startAtMs（{start}）'],
  ['the id {id} is taken by a task before it', 'id {id} 已被前面的任务占用'],
  ['the id {id} is taken by {owner}', 'id {id} 已被 {owner} 占用'],
  ['the role "*" cannot have a quota', '角色“*”不能有配额'],
  ['only a role at the top can have a quota', '只有顶层角色可以有配额'],
  ['the guarantee of {name} is above its limit', '{name} 的保证量高于上限'],
  [
    'with this entry there are {total} agents; at most {most} are allowed',
    '加上这一项共有 {total} 个代理节点；至多允许 {most} 个',
  ],
  ['there is no agent {id}', '没有代理节点 {id}'],
  ['agent {id} is added only at {from} ms', '代理节点 {id} 到 {from} 毫秒才加入'],
  ['there is no framework {id}', '没有框架 {id}'],
  ['there is no kind of component {prefix}', '没有名为 {prefix} 的组件种类'],
  ['there is no component {id}', '没有组件 {id}'],
  ['a link has two different ends', '链路的两端必须不同'],
  ['{action} is for {kinds}; {id} is of kind {kind}', '{action} 用于 {kinds}；{id} 的种类是 {kind}'],
  ['there is nothing at {place}', '{place} 处什么都没有'],
  ['{place} is no place of this list', '{place} 不是此列表中的位置'],
  ['{place} is in neither a list nor an object', '{place} 既不在列表中，也不在对象中'],
  ['{place} is not a JSON pointer', '{place} 不是 JSON 指针'],
  ['{place} has another value', '{place} 处是另一个值'],
  ['the whole document cannot be removed', '不能移除整个文档'],
  ['only add, remove, replace and test are understood', '只支持 add、remove、replace 与 test'],
  ['a document of kind "process" holds no containers', '“process”类文档不含 containers'],
  ['{name}({role}): <sentence>', '{name}({role})：<sentence>'],
  ['{name}: <sentence>', '{name}：<sentence>'],
]

/** Parts of sentences. */
const PHRASES: readonly (readonly [english: string, chinese: string])[] = [
  ['a whole number from {low} to {high}', ' {low} 到 {high} 的整数'],
  ['a number from {low} to {high}', ' {low} 到 {high} 的数'],
  ['a number above {low}, at most {high}', '大于 {low}、不超过 {high} 的数'],
  ['"{a}" or "{b}"', ' "{a}" 或 "{b}"'],
  ['":"', ' ":"'],
  ['<what>, joined by commas', '<what>，以逗号分隔'],
  ['true or false', ' true 或 false'],
  ['a regular expression', '正则表达式'],
  ['a list', '列表'],
  ['an object', '对象'],
  ['a text', '文本'],
  ['an id', '标识'],
  ["a task's id", '任务的 id'],
  ['a role', '角色'],
  ['a user', '用户'],
  ['a title', '标题'],
  ['a region', '地域'],
  ['a zone', '可用区'],
  ['a name', '名称'],
  ['a message', '消息'],
  ['a command', '命令'],
  ['an amount', '数量'],
  ["a message's name", '消息的名称'],
  ["an attribute's name", '属性的名称'],
  ["an attribute's value", '属性的值'],
  ['the id of a framework', '框架的 id'],
  ['the id of an agent', '代理节点的 id'],
  ['the id of an app', '应用的 id'],
  ['the id of a component', '组件的 id'],
  ['the id of a message', '消息的 id'],
  ['an executor', '执行器'],
  ['the name of an image', '镜像的名称'],
  ['the name of a process', '进程的名称'],
  ['the name of an executable', '可执行文件的名称'],
  ['the address of a package', '软件包的地址'],
  ['names of resources', '资源名称'],
  ['names of features', '功能名称'],
  ['resources such as {example}', '资源，例如 {example}'],
  ['amounts such as {example}', '数量，例如 {example}'],
  ['an amount such as {example}', '数量，例如 {example}'],
  ['a rate such as {example}', '速率，例如 {example}'],
  ['a percentage from "0%" to "100%"', '“0%”到“100%”的百分比'],
  ['a percentage such as {example}', '百分比，例如 {example}'],
  ['the end of the text', '文本结尾'],
  ['a character of a string, or a closing quote', '字符串中的字符，或结束引号'],
  ['a key in double quotes', '双引号中的键'],
  ['a string', '字符串'],
  ['a value', '值'],
  ['at most 1000 levels', '至多 1000 层'],
]

interface Form {
  readonly pattern: RegExp
  readonly chinese: string
}

function formOf([english, chinese]: readonly [string, string]): Form {
  const literal = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  const pattern = literal.replace(/\{(\w+)\}|<(\w+)>/g, (_, kept: string, told: string) => `(?<${kept ?? told}>.+?)`)
  return { pattern: new RegExp(`^${pattern}$`, 's'), chinese }
}

const SENTENCE_FORMS = SENTENCES.map(formOf)
const PHRASE_FORMS = PHRASES.map(formOf)
/** Sentences within sentences: a hint behind a role behind a resource, and no more. */
const DEEPEST = 4

function said(forms: readonly Form[], text: string, deep: number): string | null {
  if (deep > DEEPEST) return null
  for (const { pattern, chinese } of forms) {
    const match = pattern.exec(text)
    if (!match) continue
    let whole = true
    const filled = chinese.replace(/\{(\w+)\}|<(\w+)>/g, (_, kept: string | undefined, told: string | undefined) => {
      const part = match.groups?.[kept ?? told ?? ''] ?? ''
      if (kept !== undefined) return part
      const inner = said(told === 'sentence' ? SENTENCE_FORMS : PHRASE_FORMS, part, deep + 1)
      // What was found may be the reader's own text; what was expected, and a sentence, are ours.
      if (inner === null && told !== 'found') whole = false
      return inner ?? ` ${part}`
    })
    if (whole) return filled
  }
  return null
}

/** A parser's sentence in Chinese, or null where this list does not know it. */
export function issueInChinese(message: string): string | null {
  return said(SENTENCE_FORMS, message, 0)
}
