package vn.lienthong.hub.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.ServletRequestPathUtils;

class PathOnceTest {
    private final PathOnce filter = new PathOnce();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/connectors/one/changes");

    @Test
    void theRulesFindThePathTakenApart() throws Exception {
        filter.doFilter(request, new MockHttpServletResponse(), (asked, answer) -> assertThat(
                        ServletRequestPathUtils.getParsedRequestPath(asked)
                                .pathWithinApplication()
                                .value())
                .isEqualTo("/api/v1/connectors/one/changes"));
    }

    @Test
    void nothingOfItIsLeftForAnErrorsPage() {
        assertThatThrownBy(() -> filter.doFilter(request, new MockHttpServletResponse(), (asked, answer) -> {
                    throw new ServletException("a door of a test");
                }))
                .hasMessage("a door of a test");

        assertThat(ServletRequestPathUtils.hasParsedRequestPath(request)).isFalse();
    }
}
