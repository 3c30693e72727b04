package org.statescope.app.runs;

import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;

/// The runs as the list shows them: those that match the search, and those that are selected.
public final class RunListModel {
  private final FilteredList<RunEntry> shown;
  private final StringProperty search = new SimpleStringProperty("");
  private final ObservableList<RunEntry> selected = FXCollections.observableArrayList();

  public RunListModel(Workspace workspace) {
    shown = new FilteredList<>(workspace.runs());
    search.subscribe(
        words -> {
          String wanted = words.strip().toLowerCase(Locale.ROOT);
          shown.setPredicate(run -> matches(run, wanted));
        });
  }

  /// The runs that match the search, in the workspace's order.
  public FilteredList<RunEntry> shown() {
    return shown;
  }

  public StringProperty searchProperty() {
    return search;
  }

  /// What the commands act on.
  public ObservableList<RunEntry> selected() {
    return selected;
  }

  /// Every word of the search stands in the run's name, folder, structure, text or state.
  private static boolean matches(RunEntry run, String wanted) {
    String description =
        String.join(
                " ",
                run.label(),
                run.folder().getFileName().toString(),
                run.standing().name(),
                run.configuration().map(RunListModel::description).orElse(""))
            .toLowerCase(Locale.ROOT);
    for (String word : wanted.split("\\s+")) {
      if (!description.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static String description(RunConfiguration configuration) {
    ModelConfiguration model = configuration.model();
    CanonicalForm form = model.canonical();
    HeadConfiguration heads = model.heads();
    return String.join(
        " ",
        model.structure().label(),
        form == null ? "" : form.coefficients().label(),
        heads == null ? "" : heads.decay().label(),
        configuration.text().label());
  }
}
