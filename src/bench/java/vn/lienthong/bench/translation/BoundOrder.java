package vn.lienthong.bench.translation;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** The classes that JAXB's compiler makes of the orders' schema. */
@XmlRootElement(name = "order", namespace = Orders.NAMESPACE)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"number", "placed", "line"})
public class BoundOrder {
    @XmlElement(namespace = Orders.NAMESPACE, required = true)
    public @Nullable String number;

    @XmlElement(namespace = Orders.NAMESPACE, required = true)
    @XmlSchemaType(name = "dateTime")
    public @Nullable XMLGregorianCalendar placed;

    @XmlElement(namespace = Orders.NAMESPACE, required = true)
    public List<Line> line = new ArrayList<>();

    /** One line. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(propOrder = {"article", "title", "qty", "price", "due", "gift", "tag"})
    public static class Line {
        @XmlAttribute(required = true)
        @JsonProperty("@id")
        public int id;

        @XmlElement(namespace = Orders.NAMESPACE, required = true)
        public @Nullable String article;

        @XmlElement(namespace = Orders.NAMESPACE, required = true)
        public @Nullable String title;

        @XmlElement(namespace = Orders.NAMESPACE)
        public int qty;

        @XmlElement(namespace = Orders.NAMESPACE, required = true)
        public @Nullable BigDecimal price;

        @XmlElement(namespace = Orders.NAMESPACE, required = true)
        @XmlSchemaType(name = "date")
        public @Nullable XMLGregorianCalendar due;

        @XmlElement(namespace = Orders.NAMESPACE)
        public boolean gift;

        @XmlElement(namespace = Orders.NAMESPACE)
        public List<String> tag = new ArrayList<>();
    }
}
