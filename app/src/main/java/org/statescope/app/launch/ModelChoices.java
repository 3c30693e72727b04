package org.statescope.app.launch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.ModelConfigurationBuilder;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;

/// The choices of a new run's state space. A choice that the structure does not have keeps its
/// value for the structures that have it, and is left out of the configuration.
final class ModelChoices {
  private final ObjectProperty<SsmStructure> structure =
      new SimpleObjectProperty<>(SsmStructure.SC_MAMBA);
  private final ObjectProperty<CoefficientParameterisation> coefficients =
      new SimpleObjectProperty<>(CanonicalForm.USUAL.coefficients());
  private final ObjectProperty<Sharing> sharing =
      new SimpleObjectProperty<>(CanonicalForm.USUAL.sharing());
  private final ObjectProperty<Readout> readout =
      new SimpleObjectProperty<>(CanonicalForm.USUAL.readout());
  private final ObjectProperty<Discretisation> discretisation =
      new SimpleObjectProperty<>(Discretisation.BILINEAR);
  private final ObjectProperty<DecayParameterisation> decay =
      new SimpleObjectProperty<>(HeadConfiguration.USUAL.decay());

  private final ObservableSet<SsmStructure> others =
      FXCollections.observableSet(new LinkedHashSet<>());

  /// @param changed runs after every change
  ModelChoices(Runnable changed) {
    // Several structures offer a rule that is usual for one of them only.
    structure.subscribe(value -> discretisation.set(value.discretisations().getFirst()));
    others.addListener((InvalidationListener) change -> changed.run());
    List.of(structure, coefficients, sharing, readout, discretisation, decay)
        .forEach(choice -> choice.subscribe(value -> changed.run()));
  }

  ObjectProperty<SsmStructure> structure() {
    return structure;
  }

  /// Structures that are trained besides, each with those of these choices that it has.
  ObservableSet<SsmStructure> others() {
    return others;
  }

  ObjectProperty<CoefficientParameterisation> coefficients() {
    return coefficients;
  }

  ObjectProperty<Sharing> sharing() {
    return sharing;
  }

  ObjectProperty<Readout> readout() {
    return readout;
  }

  /// One that the structure does not offer stands for the structure's usual one.
  ObjectProperty<Discretisation> discretisation() {
    return discretisation;
  }

  ObjectProperty<DecayParameterisation> decay() {
    return decay;
  }

  void fillFrom(ModelConfiguration start) {
    structure.set(start.structure());
    discretisation.set(start.discretisation());
    CanonicalForm form = start.canonical();
    if (form != null) {
      coefficients.set(form.coefficients());
      sharing.set(form.sharing());
      readout.set(form.readout());
    }
    HeadConfiguration heads = start.heads();
    if (heads != null) {
      decay.set(heads.decay());
    }
  }

  /// The model of the chosen structure; whatever is wrong is told in `sentences`.
  ///
  /// @param start what these choices leave open
  ModelConfiguration model(
      ModelConfiguration start, TypedFields typed, Map<Field, String> sentences) {
    return model(structure.get(), start, typed, sentences);
  }

  /// The model of a structure with those of the choices and sizes that it has.
  ModelConfiguration model(
      SsmStructure chosen,
      ModelConfiguration start,
      TypedFields typed,
      Map<Field, String> sentences) {
    ModelConfigurationBuilder model = over(start, chosen);
    model
        .modelWidth(typed.count(Field.MODEL_WIDTH, 1 << 16, sentences))
        .layers(typed.count(Field.LAYERS, 1 << 10, sentences))
        .order(typed.count(Field.ORDER, 1 << 12, sentences))
        .expand(typed.count(Field.EXPAND, 64, sentences))
        .convolutionWidth(typed.count(Field.CONVOLUTION_WIDTH, 64, sentences));
    if (!chosen.hasHeads() && !typed.isBlank(Field.STEP_RANK)) {
      model.stepRank(typed.count(Field.STEP_RANK, 1 << 16, sentences));
    }
    if (chosen.hasHeads()) {
      model
          .headWidth(typed.count(Field.HEAD_WIDTH, 1 << 16, sentences))
          .groups(typed.count(Field.GROUPS, 1 << 16, sentences))
          .chunkLength(typed.count(Field.CHUNK_LENGTH, 1 << 20, sentences));
    }
    try {
      return model.build();
    } catch (IllegalArgumentException e) {
      sentences.putIfAbsent(
          chosen.hasHeads() ? Field.HEAD_WIDTH : Field.MODEL_WIDTH, String.valueOf(e.getMessage()));
      return start;
    }
  }

  private ModelConfigurationBuilder over(ModelConfiguration start, SsmStructure chosen) {
    ModelConfigurationBuilder model = start.toBuilder().structure(chosen);
    // A structure that is trained besides keeps its usual rule: the chosen one may be another's.
    if (chosen == structure.get() && chosen.discretisations().contains(discretisation.get())) {
      model.discretisation(discretisation.get());
    }
    if (chosen.isCompanion()) {
      model.coefficients(coefficients.get());
    }
    if (chosen.isCanonical()) {
      model.sharing(sharing.get()).readout(readout.get());
    }
    if (chosen.hasHeads()) {
      model.decay(decay.get());
    }
    return model;
  }
}
