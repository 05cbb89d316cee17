package vn.lienthong.hub.translation.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An element's name with its prefix, as octets of its tags. */
final class Tag {
    /** Such as {@code <n1:qty}, which attributes may follow. */
    final byte[] start;

    /** Such as {@code </n1:qty>}. */
    final byte[] end;

    Tag(String name) {
        start = ("<" + name).getBytes(UTF_8);
        end = ("</" + name + ">").getBytes(UTF_8);
    }
}
