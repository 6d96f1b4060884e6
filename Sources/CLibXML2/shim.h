// Debian builds libxml2 with ICU, whose headers define what Swift's Foundation defines otherwise; no module can see both.
// Only the last fields of a handler of encodings, which nobody here looks at, depend on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/encoding.h>
