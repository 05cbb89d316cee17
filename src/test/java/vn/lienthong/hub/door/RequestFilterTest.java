package vn.lienthong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestFilterTest {
    private final List<String> filtered = new ArrayList<>();
    private final MockFilterChain chain = new MockFilterChain();
    private final RequestFilter filter = new RequestFilter() {
        @Override
        protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain next)
                throws ServletException, IOException {
            filtered.add(request.getRequestURI());
            next.doFilter(request, response);
        }
    };

    @Test
    void whatComesFromOutsideIsFiltered() throws Exception {
        filter.doFilter(new MockHttpServletRequest("GET", "/asked"), new MockHttpServletResponse(), chain);
        assertThat(filtered).containsExactly("/asked");
        assertThat(chain.getRequest()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST")
    void whatTheServerLeadsOnWithinItselfPassesBy(DispatcherType within) throws Exception {
        var request = new MockHttpServletRequest("GET", "/error");
        request.setDispatcherType(within);
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(filtered).isEmpty();
        assertThat(chain.getRequest()).isSameAs(request);
    }
}
