package org.statescope.app.launch;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;

/// The rows of the form that choose the state space; only those show that the structure has.
final class ModelChoicesView {
  private final ModelChoices choices;
  private final TypedControls typed;

  ModelChoicesView(ModelChoices choices, TypedControls typed) {
    this.choices = choices;
    this.typed = typed;
  }

  /// Adds the rows and returns the number of the next one.
  int addTo(GridPane form, int firstRow) {
    int row = firstRow;
    FormRow.add(
        form,
        row++,
        "launch.structure",
        box("structure", choices.structure(), SsmStructure::label, SsmStructure.values()));
    add(
        form,
        row++,
        SsmStructure::isCompanion,
        "coefficients",
        box(
            "coefficients",
            choices.coefficients(),
            CoefficientParameterisation::label,
            CoefficientParameterisation.values()));
    add(
        form,
        row++,
        SsmStructure::isCanonical,
        "sharing",
        box("sharing", choices.sharing(), Sharing::label, Sharing.values()));
    add(
        form,
        row++,
        SsmStructure::isCanonical,
        "readout",
        box("readout", choices.readout(), Readout::label, Readout.values()));
    add(
        form,
        row++,
        structure -> structure.discretisations().size() > 1,
        "discretisation",
        discretisations());
    add(
        form,
        row++,
        SsmStructure::hasHeads,
        "decay",
        box(
            "decay",
            choices.decay(),
            DecayParameterisation::label,
            DecayParameterisation.values()));
    FormRow.add(
            form,
            row++,
            "launch.heads",
            typed.group(Field.HEAD_WIDTH, Field.GROUPS, Field.CHUNK_LENGTH))
        .showIf(choices.structure(), SsmStructure::hasHeads);
    FormRow.add(
        form, row++, "launch.sizes", typed.group(Field.LAYERS, Field.MODEL_WIDTH, Field.ORDER));
    FormRow.add(
        form, row++, "", typed.group(Field.EXPAND, Field.CONVOLUTION_WIDTH, Field.STEP_RANK));
    typed.showIf(Field.STEP_RANK, choices.structure(), structure -> !structure.hasHeads());
    return row;
  }

  /// The structures that are trained besides; the chosen one is trained anyway.
  CheckComboBox<SsmStructure> others() {
    CheckComboBox<SsmStructure> box = new CheckComboBox<>();
    box.getItems().setAll(SsmStructure.values());
    box.setConverter(words(structure -> Texts.text("launch.structure." + structure.label())));
    box.setId("new-run-others");
    box.setTitle(Texts.text("launch.others.title"));
    box.setShowCheckedCount(true);
    box.setMaxWidth(Double.MAX_VALUE);
    choices.others().forEach(box.getCheckModel()::check);
    box.getCheckModel()
        .getCheckedItems()
        .addListener(
            (InvalidationListener)
                change -> {
                  List<SsmStructure> checked = List.copyOf(box.getCheckModel().getCheckedItems());
                  choices.others().retainAll(checked);
                  choices.others().addAll(checked);
                });
    choices
        .others()
        .addListener(
            (InvalidationListener)
                change -> {
                  for (SsmStructure structure : SsmStructure.values()) {
                    boolean wanted = choices.others().contains(structure);
                    if (wanted != box.getCheckModel().isChecked(structure)) {
                      box.getItemBooleanProperty(structure).setValue(wanted);
                    }
                  }
                });
    return box;
  }

  private void add(
      GridPane form, int row, Predicate<SsmStructure> has, String choice, ComboBox<?> box) {
    FormRow.add(form, row, "launch." + choice, box).showIf(choices.structure(), has);
  }

  private ComboBox<Discretisation> discretisations() {
    ComboBox<Discretisation> box =
        box("discretisation", choices.discretisation(), Discretisation::label);
    choices
        .structure()
        .subscribe(
            structure -> {
              Discretisation chosen = choices.discretisation().get();
              box.getItems().setAll(structure.discretisations());
              choices.discretisation().set(chosen);
            });
    return box;
  }

  @SafeVarargs
  private static <T> ComboBox<T> box(
      String choice, Property<T> value, Function<T, String> label, T... values) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setConverter(words(each -> Texts.text("launch." + choice + "." + label.apply(each))));
    box.valueProperty().bindBidirectional(value);
    box.setId("new-run-" + choice);
    return box;
  }

  /// Shows choices in words; they are not typed.
  static <T> StringConverter<T> words(Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("the choice is not typed");
      }
    };
  }
}
