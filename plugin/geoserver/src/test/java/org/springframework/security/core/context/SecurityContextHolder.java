package org.springframework.security.core.context;

/** Stands in for Spring Security's class of this name: who the thread's caller is. */
public final class SecurityContextHolder {
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private SecurityContextHolder() {}

    /** What Spring Security calls a context; an authentication is a name here. */
    public interface Context {
        Object getAuthentication();
    }

    public static Context getContext() {
        return CALLER::get;
    }

    public static void setCaller(String name) {
        CALLER.set(name);
    }
}
