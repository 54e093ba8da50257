// Words that every question and every text has: a query does not ask for them. outputs/search/tokenizer.py reads them
// here, and does not count them in a page's texts.
const ENGLISH = `
  a an the of to in on for by at is are was be do does did what which who whom how why when where can could may i my
  me we you it its this that these there with about and or any from as has have had many much will would should must
  need needs want wants get gets happen happens happening people person someone tell show find know please if so they
  them he she his her our your us not no yes also just only some each every between into does doing been being their
  while were up one other than
`;
const KOREAN = `
  명 곳 개 년 월 원 무엇 무엇인가요 무엇을 뭐 뭘 뭐가 뭐예요 얼마 얼마나 누구인가요 누구예요 어느 어디에 어디인가요 언제인가요 언제부터 궁금해요 궁금합니다 알고 말해 줘 알려줘
  뭔가요 어떤 어떻게 언제 어디 어디서 누가 누구 왜 몇 수 있나요 있는 있습니까 있다 있어요 없나요 위한 위해 위하여 대한 대해 관한 관해 및 등 좀 알려주세요 알려 주세요 싶어요
  하나요 되나요 인가요 이란 그리고 또는 것 때 후 더 이 그 한 못 같은 말인가요 다른가요 무슨 명이나 뭐라고 건가요 거예요 했는지 다른 여러 가운데 하나이다 하였다 되었다
`;

export const STOPWORDS = new Set(`${ENGLISH} ${KOREAN}`.trim().split(/\s+/));
