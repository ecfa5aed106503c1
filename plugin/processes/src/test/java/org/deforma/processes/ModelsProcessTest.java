package org.deforma.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deforma.api.model.InstalledModel;
import org.deforma.api.model.MatrixGrid;
import org.deforma.api.model.ModelClass;
import org.deforma.api.model.ModelDescription;
import org.deforma.api.model.ModelDevice;
import org.deforma.api.model.ModelDomain;
import org.deforma.api.model.ModelInput;
import org.deforma.api.model.ModelLayout;
import org.deforma.api.model.ModelLease;
import org.deforma.api.model.ModelOutput;
import org.deforma.api.model.ModelRegistry;
import org.deforma.api.model.ModelTiling;
import org.geotools.api.feature.type.Name;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.junit.jupiter.api.Test;

class ModelsProcessTest {
    private static final Name NAME = new NameImpl("deforma", "Models");

    private static final ModelDescription COVER = new ModelDescription(
            "cover",
            "Cover of the ground",
            "What is there.",
            ModelLayout.COHERENCE_MATRIX,
            new ModelInput(
                    "input", List.of("coherence", "validity"), 64, 64, 0, List.of(List.of(), List.of()), 0, 0, false),
            new ModelOutput(
                    "output",
                    ModelOutput.Activation.SOFTMAX,
                    List.of(
                            new ModelClass(1, "water", "Water", "Lakes < 1 km", "#0000FF"),
                            new ModelClass(2, "forest", "Forest", "", "#00FF00")),
                    List.of(),
                    1),
            new ModelTiling(1, 0, 0),
            Optional.of(new MatrixGrid(64, 6)),
            new ModelDomain("Sentinel-1", "", 10, 200, 0, 1, 8, Double.POSITIVE_INFINITY, ""));

    private static JsonArray list(InstalledModel... models) {
        ModelRegistry registry = new ModelRegistry() {
            @Override
            public List<InstalledModel> models() {
                return List.of(models);
            }

            @Override
            public ModelLease lease(String name, ModelLayout layout, String device) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ModelDevice> devices() {
                return List.of(new ModelDevice("gpu:0", "", false, ""), new ModelDevice("cpu", "", true, ""));
            }
        };
        Map<String, Object> results =
                new ModelsProcessFactory(registry).create(NAME).execute(Map.of(), new NullProgressListener());
        assertEquals(java.util.Set.of("models"), results.keySet());
        return JsonParser.parseString((String) results.get("models")).getAsJsonArray();
    }

    @Test
    void nothingIsAnEmptyList() {
        assertEquals(0, list().size());
    }

    @Test
    void aModelThatCanBeUsed() {
        JsonObject model = list(new InstalledModel(
                        "cover", "1.0.0", "org.example", "ab", 123, Optional.of(COVER), "MIT", Optional.empty()))
                .get(0)
                .getAsJsonObject();
        assertEquals(
                JsonParser.parseString(
                        """
                        {"name":"cover","version":"1.0.0","bundle":"org.example","title":"Cover of the ground",
                         "description":"What is there.","layout":"coherence-matrix","takes":["coherence","validity"],
                         "classes":[{"value":1,"name":"water","title":"Water","description":"Lakes < 1 km","colour":"#0000FF"},
                           {"value":2,"name":"forest","title":"Forest","description":"","colour":"#00FF00"}],
                         "matrix":{"dates":64,"intervalDays":6},
                         "domain":{"sensor":"Sentinel-1","resolution":[10.0,200.0],"values":[0.0,1.0],"minDates":8},
                         "device":"cpu","licence":"MIT","sha256":"ab","bytes":123,"usable":true}"""),
                model);
    }

    @Test
    void aModelThatCannot() {
        JsonObject model = list(new InstalledModel(
                        "bad", "1.0.0", "org.bad", "", 0, Optional.empty(), "", Optional.of("it holds no network")))
                .get(0)
                .getAsJsonObject();
        assertFalse(model.get("usable").getAsBoolean());
        assertEquals("it holds no network", model.get("refusal").getAsString());
        assertFalse(model.has("layout"));
        assertFalse(model.has("device"));
    }
}
