package vn.lienthong.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the house that a compiler does not check. Each says how to mend what breaks it. */
@AnalyzeClasses(packagesOf = LienThongHub.class, importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    @Test
    void modulesSeeOnlyWhatTheirPackageInfoAllows() {
        ApplicationModules.of(LienThongHub.class).verify();
    }

    @ArchTest
    static final ArchRule canonicalWordsSeeTheJdkAlone = classes()
            .that()
            .resideInAPackage("vn.lienthong.hub.canonical..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "vn.lienthong.hub.canonical..", "java..", "org.jspecify..", "org.springframework.modulith")
            .because("every module speaks these words; move what needs a library to the module that uses it");

    @ArchTest
    static final ArchRule definitionsAndStatusKnowNoTransport = noClasses()
            .that()
            .resideInAnyPackage(
                    "vn.lienthong.hub.canonical..",
                    "vn.lienthong.hub.problem..",
                    "vn.lienthong.hub.connector..",
                    "vn.lienthong.hub.status..",
                    "vn.lienthong.hub.wire..",
                    "vn.lienthong.hub.translation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.cxf..", "jakarta.jms..", "org.apache.activemq..")
            .because("they are used whatever the transport; pass values in and let agency or portal do the carrying");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto|DTO|Service)")
            .because("such a name hides what the thing is; call it by the field's word for what it does");

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..dto..", "..service..", "..impl..")
            .because("a package is a feature of the hub; put the class where its users would look for it");

    @ArchTest
    static final ArchRule nullHasAType = classes()
            .should(new ArchCondition<>("reside in a package marked @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (type.getPackageName().equals("vn.lienthong.hub")) {
                        return;
                    }
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in an unmarked package"));
                }
            })
            .because("NullAway checks marked packages only; give the package a package-info.java with @NullMarked");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .because("a class that is built whole can be tested without Spring; take it in the constructor");

    @ArchTest
    static final ArchRule failuresAreProblems = noClasses()
            .should()
            .callConstructor(RuntimeException.class)
            .orShould()
            .callConstructor(RuntimeException.class, String.class)
            .orShould()
            .callConstructor(RuntimeException.class, String.class, Throwable.class)
            .because("nobody can react to it; throw TryAgainLater or Undeliverable with a Problem, "
                    + "or IllegalArgument/IllegalState for a programming mistake");

    @ArchTest
    static final ArchRule nothingWaitsByGuessing = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a sleep hides a race; wait for the event, or schedule");

    @ArchTest
    static final ArchRule problemExceptionsAreTwo = classes()
            .that()
            .areAssignableTo(vn.lienthong.hub.problem.ProblemException.class)
            .should()
            .resideInAPackage("vn.lienthong.hub.problem")
            .because("a route tries again or gives up, there is no third");

    @ArchTest
    static final ArchRule standardOutputIsForTheCommandLine = noClasses()
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                    "vn.lienthong.hub.commandline..", "vn.lienthong.hub.console..", "vn.lienthong.hub")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what an administrator reads goes through the log; what a command prints is the command line's");
}
