package vn.lienthong.hub.operations;

import javax.management.Attribute;
import javax.management.AttributeChangeNotification;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ReflectionException;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.jspecify.annotations.Nullable;

/** An MBean that holds what it stands for and what all of its kind say, and becomes a whole one for each question. */
final class ShallowMBean implements ModelMBean {
    private static final String REFERENCE = "ObjectReference";

    private final ModelMBeanInfo told;
    private final ModelMBeanInfo standard;
    private final Object managed;
    private final @Nullable Object own;
    private final boolean masks;

    /**
     * @param told all that is said
     * @param standard what Camel says of it
     * @param managed what Camel asks
     * @param own what is asked for the rest; null where there is none
     * @param masks whether secrets in addresses are hidden
     */
    ShallowMBean(ModelMBeanInfo told, ModelMBeanInfo standard, Object managed, @Nullable Object own, boolean masks) {
        this.told = told;
        this.standard = standard;
        this.managed = managed;
        this.own = own;
        this.masks = masks;
    }

    private RequiredModelMBean whole() throws MBeanException {
        try {
            if (own == null) {
                RequiredModelMBean whole = new MixinRequiredModelMBean(told, masks, null, null);
                whole.setManagedResource(managed, REFERENCE);
                return whole;
            }
            RequiredModelMBean camels = new RequiredModelMBean(standard);
            camels.setManagedResource(managed, REFERENCE);
            RequiredModelMBean whole = new MixinRequiredModelMBean(told, masks, standard, camels);
            whole.setManagedResource(own, REFERENCE);
            return whole;
        } catch (InstanceNotFoundException | InvalidTargetObjectTypeException e) {
            throw new MBeanException(e);
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return (MBeanInfo) told;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException, ReflectionException {
        return whole().getAttribute(name);
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, InvalidAttributeValueException, MBeanException, ReflectionException {
        whole().setAttribute(attribute);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        try {
            return whole().getAttributes(names);
        } catch (MBeanException e) {
            return new AttributeList();
        }
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        try {
            return whole().setAttributes(attributes);
        } catch (MBeanException e) {
            return new AttributeList();
        }
    }

    @Override
    public Object invoke(String operation, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        return whole().invoke(operation, parameters, signature);
    }

    // It says nothing by itself, and stays what it is.

    @Override
    public void setModelMBeanInfo(ModelMBeanInfo other) {
        throw new UnsupportedOperationException("what is said of all of a kind is not changed for one");
    }

    @Override
    public void setManagedResource(Object other, String type) {
        throw new UnsupportedOperationException("an MBean stands for one thing");
    }

    @Override
    public void load() {
        // Nothing is kept.
    }

    @Override
    public void store() {
        // Nothing is kept.
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return new MBeanNotificationInfo[0];
    }

    @Override
    public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
        // Nobody would ever hear anything.
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        throw new ListenerNotFoundException("it says nothing, so nobody listens");
    }

    @Override
    public void addAttributeChangeNotificationListener(
            NotificationListener listener, String attribute, Object handback) {
        // As above.
    }

    @Override
    public void removeAttributeChangeNotificationListener(NotificationListener listener, String attribute)
            throws ListenerNotFoundException {
        removeNotificationListener(listener);
    }

    @Override
    public void sendNotification(Notification notification) {
        // As above.
    }

    @Override
    public void sendNotification(String text) {
        // As above.
    }

    @Override
    public void sendAttributeChangeNotification(AttributeChangeNotification notification) {
        // As above.
    }

    @Override
    public void sendAttributeChangeNotification(Attribute before, Attribute after) {
        // As above.
    }
}
