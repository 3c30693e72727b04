package org.statescope.training.experiment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.statescope.training.run.RunFolderException;

/// Whether a plan may go on in a folder that holds another one: variants and seeds may be added,
/// everything else must be the same.
final class PlanDifference {
  private PlanDifference() {}

  /// @throws RunFolderException in a sentence that names the first difference
  static void requireContinues(ExperimentFolder folder, ExperimentPlan old, ExperimentPlan plan)
      throws RunFolderException {
    if (old.kind() != plan.kind() || !old.size().equals(plan.size())) {
      throw refused(
          folder,
          "%s at size %s, not %s at size %s"
              .formatted(old.kind().label(), old.size(), plan.kind().label(), plan.size()));
    }
    if (!plan.seeds().containsAll(old.seeds())) {
      throw refused(folder, "the seeds %s, not %s".formatted(old.seeds(), plan.seeds()));
    }
    for (Variant variant : old.variants()) {
      Variant same =
          plan.variants().stream()
              .filter(candidate -> candidate.name().equals(variant.name()))
              .findFirst()
              .orElseThrow(() -> refused(folder, "the variant %s too".formatted(variant.name())));
      Optional<String> difference = between(variant.configuration(), same.configuration());
      if (difference.isPresent()) {
        throw refused(folder, "%s with %s".formatted(variant.name(), difference.get()));
      }
    }
  }

  private static RunFolderException refused(ExperimentFolder folder, String what) {
    return new RunFolderException(
        "The folder %s holds an experiment that trains %s: repeat its own command to go on, or name another --out."
            .formatted(folder, what));
  }

  /// The first component in which two records of one type differ: `steps 100, not 200`.
  private static Optional<String> between(Record old, Record now) {
    for (RecordComponent component : old.getClass().getRecordComponents()) {
      Object before = valueOf(component, old);
      Object after = valueOf(component, now);
      if (Objects.equals(before, after)) {
        continue;
      }
      if (before instanceof Record oldPart && after instanceof Record newPart) {
        return between(oldPart, newPart);
      }
      return Optional.of("%s %s, not %s".formatted(words(component.getName()), before, after));
    }
    return Optional.empty();
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return Objects.requireNonNullElse(component.getAccessor().invoke(record), "none");
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "The component %s of %s cannot be read.".formatted(component, record), e);
    }
  }

  /// `evaluateEvery` as `evaluate every`.
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
