package vn.lienthong.hub.operations;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets all MBeans of a kind share what is said of the kind. A thousand connectors have some fifty thousand steps, which
 * administrators see one by one in Hawtio; Camel describes each anew, in 30 kB.
 */
@Component
class ShallowMBeans implements CamelContextCustomizer {
    @Override
    public void configure(CamelContext camel) {
        camel.getCamelContextExtension().setManagementMBeanAssembler(new Assembler(camel));
    }

    private static final class Assembler extends DefaultManagementMBeanAssembler {
        private final Map<Kind, Told> told = new ConcurrentHashMap<>();

        Assembler(CamelContext camel) {
            super(camel);
        }

        @Override
        public @Nullable ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
            if (managed instanceof NotificationSenderAware || Proxy.isProxyClass(managed.getClass())) {
                return super.assemble(server, managed, name);
            }
            Object own = withWordsOfItsOwn(managed);
            Kind kind = new Kind(managed.getClass(), own == null ? null : own.getClass());
            Told known = told.get(kind);
            if (known == null) {
                known = new Told(
                        assembler.getMBeanInfo(camelContext, managed, own, name.toString()),
                        assembler.getMBeanInfo(camelContext, managed, null, name.toString()));
                told.put(kind, known);
            }
            boolean masks = Boolean.TRUE.equals(
                    camelContext.getManagementStrategy().getManagementAgent().getMask());
            return new ShallowMBean(known.all(), known.standard(), managed, own, masks);
        }

        /** What an MBean stands for, where its class says more of it than Camel does. */
        private static @Nullable Object withWordsOfItsOwn(Object managed) {
            Object instance = managed instanceof ManagedInstance one ? one.getInstance() : null;
            return instance != null && instance.getClass().isAnnotationPresent(ManagedResource.class) ? instance : null;
        }
    }

    private record Kind(Class<?> managed, @Nullable Class<?> own) {}

    private record Told(ModelMBeanInfo all, ModelMBeanInfo standard) {}
}
