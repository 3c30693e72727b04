package org.statescope.app.launch;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.launch.NewRunModel.Result;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.RunConfiguration;

/// The runs that a sweep would begin, by name and in order; nothing while there is one run only.
final class RunsPreview extends VBox {
  private static final double ROW = 26;
  private static final int MOST_ROWS = 3;

  RunsPreview(NewRunModel model) {
    super(4);
    Label title = new Label();
    title.setId("new-run-sweep");
    title.getStyleClass().add("field-label");
    ListView<String> list = new ListView<>();
    list.setId("new-run-list");
    list.getStyleClass().add("sweep-list");
    list.setFixedCellSize(ROW);
    list.setMinHeight(Region.USE_PREF_SIZE);
    title.setLabelFor(list);
    getChildren().addAll(title, list);
    model
        .resultProperty()
        .subscribe(
            result -> {
              List<RunConfiguration> runs =
                  result instanceof Result.Ready ready ? ready.configurations() : List.of();
              setVisible(runs.size() > 1);
              setManaged(runs.size() > 1);
              title.setText(Texts.text("launch.sweep", runs.size(), tokens(runs)));
              list.getItems().setAll(runs.stream().map(RunConfiguration::name).toList());
              list.setPrefHeight(ROW * Math.min(MOST_ROWS, runs.size()) + 2);
            });
  }

  private static String tokens(List<RunConfiguration> runs) {
    long tokens = runs.stream().mapToLong(run -> run.steps() * run.tokensPerStep()).sum();
    return String.format(Locale.ROOT, "%,d", tokens);
  }
}
