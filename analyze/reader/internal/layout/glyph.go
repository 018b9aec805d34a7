package layout

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// radicals are the characters that fonts draw with the same glyph as a radical, which a
// program that writes a page from glyphs then takes it for.
var radicals = map[rune]rune{
	'⺁': '厂', '⺇': '几', '⺈': '刀', '⺋': '㔾', '⺌': '小', '⺍': '小', '⺏': '尣', '⺐': '尢', '⺑': '尣',
	'⺒': '巳', '⺓': '幺', '⺔': '彑', '⺖': '忄', '⺗': '心', '⺘': '扌', '⺙': '攵', '⺛': '旡', '⺝': '月',
	'⺞': '歺', '⺟': '母', '⺠': '民', '⺡': '氵', '⺢': '水', '⺣': '灬', '⺤': '爫', '⺥': '爪', '⺦': '丬',
	'⺧': '牛', '⺨': '犭', '⺪': '疋', '⺫': '目', '⺬': '示', '⺭': '礻', '⺮': '竹', '⺯': '糹', '⺰': '纟',
	'⺱': '罓', '⺲': '罒', '⺵': '羊', '⺶': '羊', '⺷': '羊', '⺸': '羊', '⺹': '耂', '⺺': '肀', '⺻': '聿', '⺼': '肉',
	'⺽': '臼', '⺾': '艹', '⺿': '艹', '⻀': '艹', '⻁': '虎', '⻂': '衤', '⻃': '覀', '⻄': '西', '⻅': '见',
	'⻆': '角', '⻇': '角', '⻈': '讠', '⻉': '贝', '⻊': '足', '⻋': '车', '⻌': '辶', '⻍': '辶', '⻎': '辶',
	'⻏': '阝', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长', '⻔': '门', '⻕': '阜', '⻖': '阝', '⻗': '雨',
	'⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻞': '食', '⻟': '飠', '⻠': '饣',
	'⻡': '首', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄',
	'⻪': '黾', '⻫': '斉', '⻬': '齐', '⻭': '歯', '⻮': '齿', '⻯': '竜', '⻰': '龙', '⻱': '龜', '⻲': '亀', '⻳': '龟',
}

// clean returns text in the characters that a person reads in it: radicals and characters
// kept for other encodings' sake as the ordinary ones, joined letters apart, tabs as spaces,
// control characters dropped.
func clean(text string) string {
	if strings.IndexFunc(text, isOdd) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case radicals[r] != 0:
			b.WriteRune(radicals[r])
		case '⼀' <= r && r <= '⿕', 0xF900 <= r && r < 0xFB00, 0xFB00 <= r && r < 0xFB07, 0x2F800 <= r && r < 0x2FA20:
			b.WriteString(norm.NFKC.String(string(r)))
		case r == '\t', r == '\u00a0':
			b.WriteByte(' ')
		case !isOdd(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isOdd reports whether clean changes r.
func isOdd(r rune) bool {
	return r == '\u00a0' || r == softHyphen || 0x2E80 <= r && r <= 0x2FD5 || 0xF900 <= r && r < 0xFB07 ||
		0x2F800 <= r && r < 0x2FA20 || unicode.IsControl(r) || '\u200b' <= r && r <= '\u200f' || r == '\ufeff'
}

const softHyphen = '\u00ad'
