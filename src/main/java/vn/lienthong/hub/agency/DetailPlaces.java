package vn.lienthong.hub.agency;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.Template.Grammar;

/** The places of a detail request that are filled from the listed record. */
record DetailPlaces(HttpCall call) {
    List<String> names() {
        List<String> names = new ArrayList<>(of(call.path()));
        if (call.body() != null) {
            names.addAll(of(call.body()));
        }
        call.headers().forEach(header -> names.addAll(of(header.value())));
        return names.stream()
                .filter(name -> name.startsWith("record:"))
                .distinct()
                .toList();
    }

    private static List<String> of(String text) {
        return Template.of(text, Grammar.HEADER).names();
    }
}
