package vn.lienthong.hub.agency;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The beans that connectors bring with them, for Camel. Its own map of them is not made for threads, and looks through all of
 * them whenever it asks whether there is one of a type, which it does dozens of times for each route; here it looks through their
 * classes, of which there are few.
 */
final class ManyBeans implements Registry {
    /** Of each name, what is bound to it by the type that it was bound as. */
    private final Map<String, Map<Class<?>, Object>> byName = new ConcurrentHashMap<>();
    /** Of each class, the names to which such are bound. */
    private final Map<Class<?>, Set<String>> names = new ConcurrentHashMap<>();

    @Override
    public void bind(String id, Class<?> type, @Nullable Object bean) {
        if (bean == null) {
            return;
        }
        byName.compute(id, (name, bound) -> {
            Map<Class<?>, Object> more = bound == null ? new LinkedHashMap<>() : new LinkedHashMap<>(bound);
            more.put(type, bean);
            return more;
        });
        names.compute(bean.getClass(), (same, known) -> {
            Set<String> more = known == null ? ConcurrentHashMap.newKeySet() : known;
            more.add(id);
            return more;
        });
    }

    @Override
    public void unbind(String id) {
        Map<Class<?>, Object> gone = byName.remove(id);
        if (gone != null) {
            gone.values()
                    .forEach(bean -> names.computeIfPresent(bean.getClass(), (same, known) -> {
                        known.remove(id);
                        return known.isEmpty() ? null : known;
                    }));
        }
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        return lookupByNameAndType(name, Object.class);
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        Map<Class<?>, Object> bound = byName.getOrDefault(name, Map.of());
        Object bean = bound.get(type);
        return bean != null
                ? type.cast(bean)
                : bound.values().stream()
                        .filter(type::isInstance)
                        .findFirst()
                        .map(type::cast)
                        .orElse(null);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        find(type, found::put);
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        Set<T> found = new LinkedHashSet<>();
        find(type, (name, bean) -> found.add(bean));
        return found;
    }

    private <T> void find(Class<T> type, BiConsumer<String, T> found) {
        names.forEach((bound, known) -> {
            if (type.isAssignableFrom(bound)) {
                known.forEach(name -> byName.getOrDefault(name, Map.of()).values().stream()
                        .filter(bound::isInstance)
                        .forEach(bean -> found.accept(name, type.cast(bean))));
            }
        });
    }

    @Override
    public void bind(String id, Class<?> type, Object bean, String initMethod, String destroyMethod) {
        throw onlyBeans();
    }

    @Override
    public void bind(String id, Class<?> type, Supplier<Object> bean) {
        throw onlyBeans();
    }

    @Override
    public void bind(String id, Class<?> type, Supplier<Object> bean, String initMethod, String destroyMethod) {
        throw onlyBeans();
    }

    @Override
    public void bindAsPrototype(String id, Class<?> type, Supplier<Object> bean) {
        throw onlyBeans();
    }

    private static UnsupportedOperationException onlyBeans() {
        return new UnsupportedOperationException("Camel keeps suppliers and what is begun or ended elsewhere");
    }
}
