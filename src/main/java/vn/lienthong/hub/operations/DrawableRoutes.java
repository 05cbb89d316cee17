package vn.lienthong.hub.operations;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.ModelToXMLDumper;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.springframework.stereotype.Component;

/**
 * Tells the routes as XML without the error handler that stands before their first step. Hawtio 5.2 takes it for a step
 * that nothing leads to, and then draws no route at all.
 */
@Component
class DrawableRoutes implements CamelContextConfiguration {
    private static final Pattern ERROR_HANDLER =
            Pattern.compile("\\s*<errorHandler\\b(?:[^>]*/>|.*?</errorHandler>)", Pattern.DOTALL);

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        ModelToXMLDumper whole = PluginHelper.getModelToXMLDumper(camel);
        camel.getCamelContextExtension().addContextPlugin(ModelToXMLDumper.class, new Drawable(whole));
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // All was said before.
    }

    private record Drawable(ModelToXMLDumper whole) implements ModelToXMLDumper {
        @Override
        public String dumpModelAsXml(CamelContext camel, NamedNode node) throws Exception {
            return drawable(whole.dumpModelAsXml(camel, node));
        }

        @Override
        public String dumpModelAsXml(
                CamelContext camel, NamedNode node, boolean resolved, boolean generatedIds, boolean sourceLocations)
                throws Exception {
            return drawable(whole.dumpModelAsXml(camel, node, resolved, generatedIds, sourceLocations));
        }

        @Override
        public String dumpBeansAsXml(CamelContext camel, List<Object> beans) throws Exception {
            return whole.dumpBeansAsXml(camel, beans);
        }

        @Override
        public String dumpDataFormatsAsXml(CamelContext camel, Map<String, Object> formats) throws Exception {
            return whole.dumpDataFormatsAsXml(camel, formats);
        }

        private static String drawable(String xml) {
            return ERROR_HANDLER.matcher(xml).replaceAll("");
        }
    }
}
