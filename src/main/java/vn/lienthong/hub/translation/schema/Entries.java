package vn.lienthong.hub.translation.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The elements of a list whose items are objects with one member each, and the names of those members. */
final class Entries {
    private final Map<QName, ElementPlan> byName = new LinkedHashMap<>();
    private final Map<QName, String> json = new HashMap<>();
    private final Map<String, ElementPlan> byJson = new LinkedHashMap<>();
    private @Nullable Wildcard wildcard;

    void add(Particle particle) {
        if (particle instanceof Particle.Leaf leaf) {
            byName.putAll(leaf.accepted());
        } else if (particle instanceof Particle.Any any) {
            wildcard = wildcard == null ? any.wildcard() : wildcard.or(any.wildcard());
        } else if (particle instanceof Particle.Group group) {
            group.particles().forEach(this::add);
        }
    }

    void named() {
        Set<String> twice = doubled(byName.keySet());
        byName.forEach((name, element) -> {
            String member = member(name, twice);
            json.put(name, member);
            byJson.put(member, element);
        });
    }

    /** The local names that names of several namespaces share. */
    static Set<String> doubled(Collection<QName> names) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        new HashSet<>(names).forEach(name -> {
            if (!seen.add(name.getLocalPart())) {
                twice.add(name.getLocalPart());
            }
        });
        return twice;
    }

    static String member(QName name, Set<String> doubled) {
        return doubled.contains(name.getLocalPart()) ? spelledOut(name) : name.getLocalPart();
    }

    static String spelledOut(QName name) {
        return "{" + name.getNamespaceURI() + "}" + name.getLocalPart();
    }

    @Nullable
    Wildcard wildcard() {
        return wildcard;
    }

    Map<QName, ElementPlan> byName() {
        return byName;
    }

    Map<String, ElementPlan> byJson() {
        return byJson;
    }

    /** The member for an element; one that only the wildcard knows has its namespace in the name, if it has any. */
    String member(QName name) {
        String member = json.get(name);
        if (member != null) {
            return member;
        }
        return name.getNamespaceURI().isEmpty() && !byJson.containsKey(name.getLocalPart())
                ? name.getLocalPart()
                : spelledOut(name);
    }

    /** The name that a member of the wildcard stands for; null if it is no name. */
    static @Nullable QName name(String member) {
        String namespace = "";
        String local = member;
        if (member.startsWith("{")) {
            int end = member.lastIndexOf('}');
            if (end < 0) {
                return null;
            }
            namespace = member.substring(1, end);
            local = member.substring(end + 1);
        }
        return Lexical.isNcName(local) ? new QName(namespace, local) : null;
    }
}
