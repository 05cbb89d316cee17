package vn.lienthong.hub.access.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.DispatcherTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Guesses;
import vn.lienthong.hub.access.Right;

/** Which path of the hub needs what. A path that is not named here needs an administrator. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class HttpAccess {
    private static final String[] CONTRACTS = {
        "/api/v1/openapi.*", "/api/v1/asyncapi.*", "/api/v1/*.schema.json",
    };
    private static final RequestMatcher FACADE_WSDL =
            request -> request.getMethod().equals("GET")
                    && request.getRequestURI().startsWith("/facade/soap/")
                    && "wsdl".equalsIgnoreCase(request.getQueryString());
    private static final RequestMatcher SOAP_CONTRACT = request -> request.getMethod()
                    .equals("GET")
            && request.getServletPath().startsWith("/soap")
            && request.getQueryString() != null
            && request.getQueryString().toLowerCase(java.util.Locale.ROOT).matches("(wsdl|xsd)(=.*)?");

    // By the whole path, whichever servlet serves it: SOAP is not the dispatcher's.
    private static final RequestMatcher SOAP =
            PathPatternRequestMatcher.withDefaults().matcher("/soap/**");
    private static final RequestMatcher FACADE =
            PathPatternRequestMatcher.withDefaults().matcher("/facade/**");
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    private final Access access;
    private final Refusals refusals;
    private final Guesses guesses;

    HttpAccess(Access access, Refusals refusals, Guesses guesses) {
        this.access = access;
        this.refusals = refusals;
        this.guesses = guesses;
    }

    /** The only way to log in by password; without it Spring Boot would make a user of its own. */
    @Bean
    AuthenticationManager people() {
        return new ProviderManager(new PersonLogin(access, guesses));
    }

    /**
     * Programs: each request shows its key; nothing is remembered. The filters are named one by one, for every request of
     * every portal passes them: those for people's sessions, logins and saved pages have nothing to do here.
     */
    @Bean
    @Order(1)
    SecurityFilterChain programs() {
        var refused = new ExceptionTranslationFilter(refusals, new NullRequestCache());
        refused.setAccessDeniedHandler(refusals);
        return new DefaultSecurityFilterChain(
                new OrRequestMatcher(API, SOAP, FACADE),
                new PathOnce(),
                new HeaderWriterFilter(List.of(
                        new XContentTypeOptionsHeaderWriter(),
                        new CacheControlHeadersWriter(),
                        new XFrameOptionsHeaderWriter(XFrameOptionsMode.SAMEORIGIN),
                        new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN))),
                // Forgets the caller when the request is done.
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                refused,
                new SecretCheck(access, refusals, guesses),
                new RateCheck(access, refusals),
                new AuthorizationFilter(programRights()));
    }

    private static AuthorizationManager<HttpServletRequest> programRights() {
        AuthorizationManager<RequestAuthorizationContext> everybody = Needed.nothing();
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        var rights = RequestMatcherDelegatingAuthorizationManager.builder()
                .add(new DispatcherTypeRequestMatcher(DispatcherType.ERROR), everybody)
                .add(new DispatcherTypeRequestMatcher(DispatcherType.ASYNC), everybody)
                .add(path.matcher("/api/v1/dossiers/timeline"), Needed.right(Right.VIEW))
                .add(path.matcher("/api/v1/dossiers/{code}/timeline"), Needed.right(Right.VIEW))
                .add(path.matcher("/api/v1/dossiers/lookup"), Needed.right(Right.LOOK_UP))
                .add(path.matcher(HttpMethod.POST, "/api/v1/dossiers/**"), Needed.submits())
                .add(path.matcher("/api/v1/dossiers/**"), Needed.right(Right.LOOK_UP))
                // What is fetched by a link shows the link's own token.
                .add(path.matcher(HttpMethod.GET, "/api/v1/attachments/{sha256}"), everybody)
                .add(path.matcher("/api/v1/attachments/**"), Needed.submits())
                .add(path.matcher("/api/v1/submissions/**"), Needed.submits())
                .add(path.matcher("/api/v1/connectors/{system}/changes"), Needed.pushFor("system"))
                .add(
                        path.matcher("/api/v1/connectors/{system}/activate"),
                        Needed.either(Right.ADMINISTER, Right.APPROVE_CONNECTORS))
                .add(path.matcher("/api/v1/changes/**"), Needed.right(Right.SUBSCRIBE))
                .add(path.matcher("/api/v1/trail/**"), Needed.right(Right.ADMINISTER))
                .add(SOAP_CONTRACT, everybody)
                .add(path.matcher("/soap/submissions"), Needed.submits())
                .add(path.matcher("/soap/connectors/{system}/changes"), Needed.pushForUnlessToldInside("system"))
                .add(SOAP, Needed.right(Right.LOOK_UP))
                .add(path.matcher(HttpMethod.GET, "/facade/rest/{connector}/openapi.json"), everybody)
                .add(FACADE_WSDL, everybody)
                .add(path.matcher("/facade/{kind}/{connector}/**"), Needed.facadeOf("connector"));
        for (String contract : CONTRACTS) {
            rights.add(path.matcher(HttpMethod.GET, contract), everybody);
        }
        return rights.add(AnyRequestMatcher.INSTANCE, Needed.byMethod(Right.VIEW, Right.ADMINISTER))
                .build();
    }

    /** Paths are matched as such, without asking the dispatcher for its handlers on every request. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean paths() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /**
     * Spring MVC's word on which handler has a request, which Spring Security would ask for before every request. No path of
     * the hub is decided by it.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor noAskingForHandlers() {
        return new EarlyRemoval("mvcHandlerMappingIntrospector");
    }

    /** Each filter would be observed on each request otherwise; requests themselves are, and refusals are in the log. */
    @Bean
    static SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** People, who log in on a page, and programs that read metrics. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, AuthenticationManager people) throws Exception {
        var loginPage = new LoginUrlAuthenticationEntryPoint(LoginPage.PATH);
        http.addFilterBefore(new SecretCheck(access, refusals, guesses), AuthorizationFilter.class)
                .addFilterBefore(new RateCheck(access, refusals), AuthorizationFilter.class)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .authenticationManager(people)
                .formLogin(form -> form.loginPage(LoginPage.PATH).permitAll())
                .logout(logout -> logout.logoutSuccessUrl(LoginPage.PATH + "?out"))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfForScripts())
                        // Another site's form cannot set these headers.
                        .ignoringRequestMatchers(request -> ShownSecret.of(request) != null))
                .addFilterAfter(new CsrfCookie(), org.springframework.security.web.csrf.CsrfFilter.class)
                .exceptionHandling(told -> told.accessDeniedHandler(refusals)
                        .defaultAuthenticationEntryPointFor(loginPage, PersonLogin::isPageRequest)
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

    /** Takes a definition out before anybody builds on it. */
    private record EarlyRemoval(String name) implements BeanDefinitionRegistryPostProcessor, Ordered {
        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            if (registry.containsBeanDefinition(name)) {
                registry.removeBeanDefinition(name);
            }
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    /** A request that the firewall will not let in, such as one with an encoded slash in its path. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> response.sendError(400);
    }
}
