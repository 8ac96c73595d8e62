package dev.xray.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the order of the rooms: data flows one way, and a room imports only those before it. */
class ArchitectureTest {
  /** In the order in which data flows. The root package stands before all of them. */
  private static final List<String> ROOMS =
      List.of(
          "runtime",
          "codec",
          "dataset",
          "image",
          "network",
          "training",
          "model",
          "evaluation",
          "audit",
          "explanation",
          "report",
          "pipeline");

  private static final String[] NATIVE_LIBRARIES = {
    "org.tensorflow..", "org.opencv..", "org.bytedeco..", "nu.pattern.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.xray.core");

  @ParameterizedTest
  @MethodSource("rooms")
  void a_room_imports_only_the_rooms_before_it(String room) {
    String[] later =
        ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later));
  }

  @Test
  void what_every_room_shares_imports_no_room() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.xray.core")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOMS.stream().map(ArchitectureTest::packageOf).toArray(String[]::new)));
  }

  @Test
  void every_class_stands_in_a_room() {
    String[] known =
        Stream.concat(Stream.of("dev.xray.core"), ROOMS.stream().map(ArchitectureTest::packageOf))
            .toArray(String[]::new);
    check(noClasses().should().resideOutsideOfPackages(known));
  }

  @Test
  void the_library_does_not_know_maven() {
    check(noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.maven.."));
  }

  @Test
  void only_the_runtime_reads_the_environment() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("runtime"))
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  @Test
  void only_who_fetches_or_records_the_commit_needs_the_optional_libraries() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.xray.core.dataset.fetch")
            .and()
            .doNotHaveFullyQualifiedName("dev.xray.core.pipeline.GitReader")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jgit..", "org.apache.commons.compress.."));
  }

  @Test
  void nobody_writes_to_the_console() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void the_network_knows_no_files() {
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf("network"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file.."))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.io.File.class));
  }

  @Test
  void the_evaluation_is_arithmetic_without_files_and_natives() {
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf("evaluation"))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(NATIVE_LIBRARIES).or(resideInAnyPackage("java.nio.file.."))));
  }

  @Test
  void codec_and_dataset_do_not_know_tensorflow() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packageOf("codec"), packageOf("dataset"), packageOf("image"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tensorflow.."));
  }

  @Test
  void public_methods_show_no_native_types_except_where_they_are_the_subject() {
    check(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(packageOf("network"), packageOf("image"))
            .should(showOnly(describe("JDK types and our own", ArchitectureTest::isOurs))));
  }

  static Stream<String> rooms() {
    // Nothing stands after the last one.
    return ROOMS.subList(0, ROOMS.size() - 1).stream();
  }

  private static String packageOf(String room) {
    return "dev.xray.core." + room + "..";
  }

  private static boolean isOurs(JavaClass type) {
    return !resideInAnyPackage(NATIVE_LIBRARIES).test(type.getBaseComponentType());
  }

  /** Rooms that are still to be built are empty, which is no violation. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static ArchCondition<JavaMethod> showOnly(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("show only " + allowed.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .filter(type -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(allowed.negate())
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }
}
