package org.statescope.app.design;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// The selected pole in numbers, to be typed over, and what removes its state.
final class PoleSection extends Section implements AutoCloseable {
  private final DesignModel model;
  private final Label none = faint(Texts.text("design.pole.none"));
  private final TextField real = field("design-real", this::move);
  private final TextField imaginary = field("design-imaginary", this::move);
  private final GridPane table = table("design-pole");
  private final Label mistake = words("");
  private final VBox chosen;
  private final Subscription changes;

  PoleSection(DesignModel model) {
    super("design.pole.title");
    this.model = model;
    mistake.setId("design-pole-mistake");
    mistake.getStyleClass().add("form-complaint");
    GridPane place = new GridPane();
    place.setHgap(8);
    place.setVgap(6);
    place.addRow(0, new Label(Texts.text("design.real.short")), real);
    place.addRow(
        1,
        new Label(Texts.text("design.imaginary.short")),
        imaginary,
        button("design-move", this::move));
    chosen =
        new VBox(
            6,
            place,
            mistake,
            table,
            line(
                button("design-prune", () -> model.editor().prune(model.systemProperty().get())),
                button("design-prune-layer", () -> model.editor().prune(PoleEdit.ALL))));
    getChildren().addAll(none, chosen);
    changes =
        Subscription.combine(
            model.editor().selectedProperty().subscribe(any -> show()),
            model.comparisonProperty().subscribe(any -> show()));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private void show() {
    Optional<Complex> pole = model.editor().selectedPole();
    none.setVisible(pole.isEmpty());
    none.setManaged(pole.isEmpty());
    chosen.setVisible(pole.isPresent());
    chosen.setManaged(pole.isPresent());
    say("");
    if (pole.isPresent()) {
      show(pole.get());
    }
  }

  private void show(Complex pole) {
    if (!real.isFocused()) {
      real.setText(Numbers.shown(pole.real()));
    }
    if (!imaginary.isFocused()) {
      imaginary.setText(Numbers.shown(pole.imaginary()));
    }
    Sampling how = model.sampling().orElseThrow();
    Complex s = how.s(pole);
    Complex z = how.z(pole);
    table.getChildren().clear();
    row(
        table,
        "design.pole.state",
        Integer.toString(model.editor().selectedProperty().get().orElse(0)));
    row(table, "design.pole.z", PoleWords.complex(z));
    row(table, "design.pole.damping", PoleWords.number(-s.real() / s.modulus()));
    row(table, "design.pole.frequency", PoleWords.number(s.modulus()));
    row(table, "design.pole.time", s.real() == 0 ? "∞" : PoleWords.number(-1 / s.real()));
    row(table, "design.pole.memory", DesignScene.memory(z));
  }

  private void move() {
    Optional<Complex> pole = model.editor().selectedPole();
    if (pole.isEmpty()) {
      return;
    }
    OptionalDouble re = Numbers.read(real.getText(), pole.get().real());
    OptionalDouble im = Numbers.read(imaginary.getText(), pole.get().imaginary());
    if (re.isEmpty() || im.isEmpty()) {
      say(Texts.text("design.number"));
      return;
    }
    say("");
    model.editor().moveTo(new Complex(re.getAsDouble(), im.getAsDouble()));
  }

  private void say(String sentence) {
    mistake.setText(sentence);
    mistake.setVisible(!sentence.isEmpty());
    mistake.setManaged(!sentence.isEmpty());
  }
}
