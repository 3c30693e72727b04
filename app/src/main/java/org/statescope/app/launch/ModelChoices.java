package org.statescope.app.launch;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
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

  /// @param changed runs after every change
  ModelChoices(Runnable changed) {
    // Several structures offer a rule that is usual for one of them only.
    structure.subscribe(value -> discretisation.set(value.discretisations().getFirst()));
    List.of(structure, coefficients, sharing, readout, discretisation, decay)
        .forEach(choice -> choice.subscribe(value -> changed.run()));
  }

  ObjectProperty<SsmStructure> structure() {
    return structure;
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

  /// The configuration `start` with these choices.
  ModelConfigurationBuilder over(ModelConfiguration start) {
    SsmStructure chosen = structure.get();
    ModelConfigurationBuilder model = start.toBuilder().structure(chosen);
    if (chosen.discretisations().contains(discretisation.get())) {
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
