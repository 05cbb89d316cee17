/**
 * XML and JSON, one made from the other in one pass, typed by XML Schema. A library: it knows no transport and no
 * framework. {@link vn.lienthong.hub.translation.schema.SchemaSet} is where to begin; the rules of the mapping are in
 * {@code src/docs/reference/xml-and-json.md}.
 */
@NamedInterface("schema")
@NullMarked
package vn.lienthong.hub.translation.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
