package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;
import org.statescope.app.texts.Texts;

/// A slider over the snapshots, with buttons for one snapshot back and forth and one for following
/// the newest.
final class StepScrubber extends HBox implements AutoCloseable {
  private final PolesModel model;
  private final Slider slider = new Slider();
  private final Label place = new Label();
  private final Subscription changes;
  private boolean showing;

  StepScrubber(PolesModel model) {
    this.model = model;
    getStyleClass().add("step-scrubber");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(8);
    slider.setBlockIncrement(1);
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setAccessibleText(Texts.text("poles.scrubber"));
    HBox.setHgrow(slider, Priority.ALWAYS);
    place.setMinWidth(Region.USE_PREF_SIZE);
    place.setLabelFor(slider);
    ToggleButton follow = new ToggleButton(Texts.text("poles.follow"));
    follow.getStyleClass().add(Styles.SMALL);
    follow.setMinWidth(Region.USE_PREF_SIZE);
    follow.selectedProperty().bindBidirectional(model.cursor().followNewestProperty());
    getChildren()
        .addAll(
            step(-1, BootstrapIcons.CHEVRON_LEFT, "poles.previous"),
            slider,
            step(1, BootstrapIcons.CHEVRON_RIGHT, "poles.next"),
            place,
            follow);
    changes =
        Subscription.combine(
            model.stepsProperty().subscribe(this::refresh),
            model.cursor().stepProperty().subscribe(this::refresh),
            slider.valueProperty().subscribe(this::move));
    refresh();
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private Button step(int count, BootstrapIcons icon, String key) {
    Button button = new Button(null, new FontIcon(icon));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.SMALL, Styles.FLAT);
    button.setAccessibleText(Texts.text(key));
    button.setOnAction(event -> model.moveBySnapshots(count));
    return button;
  }

  private void refresh() {
    List<Long> steps = model.stepsProperty().get();
    int index = model.indexOf(model.cursor().step());
    showing = true;
    slider.setMax(Math.max(1, steps.size() - 1));
    slider.setValue(index);
    slider.setDisable(steps.size() < 2);
    showing = false;
    place.setText(
        steps.isEmpty()
            ? Texts.text("poles.scrubber.none")
            : Texts.text("poles.scrubber.at", steps.get(index), index + 1, steps.size()));
  }

  private void move() {
    List<Long> steps = model.stepsProperty().get();
    int index = (int) Math.round(slider.getValue());
    if (!showing && index < steps.size() && index != model.indexOf(model.cursor().step())) {
      model.cursor().moveTo(steps.get(index));
    }
  }
}
