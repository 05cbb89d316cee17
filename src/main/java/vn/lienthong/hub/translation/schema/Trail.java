package vn.lienthong.hub.translation.schema;

import java.util.Arrays;

/** Where a translation is, kept cheaply and told only when something is wrong. */
final class Trail {
    private String[] names = new String[16];
    private int[] places = new int[16];
    private int depth;
    private final int deepest;

    Trail(int deepest) {
        this.deepest = deepest;
    }

    /** @param place counted from 1 in a list, 0 outside one */
    void enter(String name, int place) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            places = Arrays.copyOf(places, depth * 2);
        }
        names[depth] = name;
        places[depth] = place;
        if (++depth > deepest) {
            throw Untranslatable.tooLarge("/" + names[0], "is nested deeper than " + deepest + " elements");
        }
    }

    int depth() {
        return depth;
    }

    void leaveTo(int earlier) {
        depth = earlier;
    }

    void leave() {
        depth--;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            path.append('/').append(names[i]);
            if (places[i] > 0) {
                path.append('[').append(places[i]).append(']');
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    String with(String more) {
        return this + "/" + more;
    }
}
