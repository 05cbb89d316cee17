package vn.lienthong.hub.access.web;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Right;

/** Which path of the hub needs what. A path that is not named here needs an administrator. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class HttpAccess {
    private static final String[] CONTRACTS = {
        "/api/v1/openapi.*", "/api/v1/asyncapi.*", "/api/v1/*.schema.json",
    };
    private static final RequestMatcher SOAP_CONTRACT = request -> request.getMethod()
                    .equals("GET")
            && request.getServletPath().startsWith("/soap")
            && request.getQueryString() != null
            && request.getQueryString().toLowerCase(java.util.Locale.ROOT).matches("(wsdl|xsd)(=.*)?");

    // By the whole path, whichever servlet serves it: SOAP is not the dispatcher's.
    private static final RequestMatcher SOAP =
            PathPatternRequestMatcher.withDefaults().matcher("/soap/**");
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    private final Access access;
    private final Refusals refusals;
    private final Guesses guesses = new Guesses();

    HttpAccess(Access access, Refusals refusals) {
        this.access = access;
        this.refusals = refusals;
    }

    /** The only way to log in by password; without it Spring Boot would make a user of its own. */
    @Bean
    AuthenticationManager people() {
        return new ProviderManager(new PersonLogin(access, guesses));
    }

    /** Programs: each request shows its key; nothing is remembered. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        common(http);
        http.securityMatcher(new OrRequestMatcher(API, SOAP))
                .csrf(AbstractHttpConfigurer::disable)
                .exceptionHandling(told -> told.authenticationEntryPoint(refusals))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, CONTRACTS)
                        .permitAll()
                        .requestMatchers(SOAP_CONTRACT)
                        .permitAll()
                        .requestMatchers(SOAP)
                        .access(Needed.right(Right.LOOK_UP))
                        .requestMatchers("/api/v1/dossiers", "/api/v1/dossiers/**")
                        .access(Needed.right(Right.LOOK_UP))
                        .requestMatchers("/api/v1/changes", "/api/v1/changes/**")
                        .access(Needed.right(Right.SUBSCRIBE))
                        .requestMatchers("/api/v1/connectors/{system}/changes")
                        .access(Needed.pushFor("system"))
                        .anyRequest()
                        .access(Needed.byMethod(Right.VIEW, Right.ADMINISTER)));
        return http.build();
    }

    /** People, who log in on a page, and programs that read metrics. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, AuthenticationManager people) throws Exception {
        common(http);
        var loginPage = new LoginUrlAuthenticationEntryPoint(LoginPage.PATH);
        http.authenticationManager(people)
                .formLogin(form -> form.loginPage(LoginPage.PATH).permitAll())
                .logout(logout -> logout.logoutSuccessUrl(LoginPage.PATH + "?out"))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfForScripts())
                        // Another site's form cannot set these headers.
                        .ignoringRequestMatchers(request -> ShownSecret.of(request) != null))
                .addFilterAfter(new CsrfCookie(), org.springframework.security.web.csrf.CsrfFilter.class)
                .exceptionHandling(
                        told -> told.defaultAuthenticationEntryPointFor(loginPage, PersonLogin::isPageRequest)
                                .defaultAuthenticationEntryPointFor(refusals, request -> true))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(LoginPage.PATH, "/problems/*", "/favicon.ico", "/assets/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/liveness")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/readiness")
                        .permitAll()
                        // What is asked there is in the body: see JolokiaRights.
                        .requestMatchers("/actuator/jolokia/**", "/actuator/hawtio/jolokia/**")
                        .access(Needed.right(Right.VIEW))
                        .anyRequest()
                        .access(Needed.byMethod(Right.VIEW, Right.ADMINISTER)));
        return http.build();
    }

    private void common(HttpSecurity http) throws Exception {
        http.addFilterBefore(new SecretCheck(access, refusals, guesses), AuthorizationFilter.class)
                .addFilterBefore(new RateCheck(access, refusals), AuthorizationFilter.class)
                .anonymous(Customizer.withDefaults())
                .requestCache(Customizer.withDefaults())
                .exceptionHandling(told -> told.accessDeniedHandler(refusals))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    /** A request that the firewall will not let in, such as one with an encoded slash in its path. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> response.sendError(400);
    }
}
