package org.deforma.geoserver.layers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.geotools.process.ProcessException;

/**
 * An object of GeoServer's, known by its public methods only. Arguments may be beans too.
 *
 * @param object never null
 */
record Bean(Object object) {
    Bean {
        Objects.requireNonNull(object, "object");
    }

    /**
     * Calls a static method.
     *
     * @return what it gives, or null
     */
    static Object callStatic(ClassLoader loader, String type, String method, Object... arguments) {
        try {
            return invoke(null, List.of(Class.forName(type, true, loader)), method, arguments);
        } catch (ClassNotFoundException e) {
            throw unknown(type, method, e);
        }
    }

    /**
     * Calls a method.
     *
     * @return what it gives, or null
     */
    Object call(String method, Object... arguments) {
        return invoke(object, publicTypes(object.getClass()), method, arguments);
    }

    /** Calls a method that gives another such object, or nothing. */
    Optional<Bean> find(String method, Object... arguments) {
        return Optional.ofNullable(call(method, arguments)).map(Bean::new);
    }

    /** Calls a method that always gives another such object. */
    Bean get(String method, Object... arguments) {
        return find(method, arguments)
                .orElseThrow(() -> new ProcessException("GeoServer has nothing for " + method
                        + Arrays.stream(arguments)
                                .map(argument -> argument instanceof Bean ? "..." : String.valueOf(argument))
                                .toList()));
    }

    /** Calls a method that gives several such objects. */
    List<Bean> all(String method, Object... arguments) {
        return values(method, arguments).stream().map(Bean::new).toList();
    }

    /** Calls a method that gives a collection, which can be changed where GeoServer's can. */
    @SuppressWarnings("unchecked")
    Collection<Object> values(String method, Object... arguments) {
        return (Collection<Object>) call(method, arguments);
    }

    /** Calls a method that gives a text, or nothing. */
    String text(String method, Object... arguments) {
        return (String) call(method, arguments);
    }

    private static Object invoke(Object target, Collection<Class<?>> types, String name, Object... arguments) {
        Object[] plain = Arrays.stream(arguments)
                .map(argument -> argument instanceof Bean bean ? bean.object() : argument)
                .toArray();
        Method method = types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(each -> each.getName().equals(name) && takes(each, plain))
                .findFirst()
                .orElseThrow(() -> unknown(String.valueOf(types), name, null));
        try {
            return method.invoke(target, plain);
        } catch (IllegalAccessException e) {
            throw unknown(String.valueOf(types), name, e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new ProcessException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] == boolean.class ? !(arguments[i] instanceof Boolean) : isOther(types[i], arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOther(Class<?> type, Object argument) {
        return argument != null && !type.isInstance(argument);
    }

    /** The classes and interfaces whose methods may be called: an object's own class is often a proxy, or hidden. */
    private static Set<Class<?>> publicTypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (isCallable(each)) {
                types.add(each);
            }
            addInterfaces(each, types);
        }
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> each : type.getInterfaces()) {
            if (isCallable(each)) {
                types.add(each);
            }
            addInterfaces(each, types);
        }
    }

    private static boolean isCallable(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !Proxy.isProxyClass(type)
                && type.getModule().isExported(type.getPackageName());
    }

    private static ProcessException unknown(String type, String method, Exception cause) {
        return new ProcessException(
                "this version of GeoServer has no method " + method + " of " + type
                        + " as Deforma knows it; it knows GeoServer 2.26 to 3.1",
                cause);
    }
}
