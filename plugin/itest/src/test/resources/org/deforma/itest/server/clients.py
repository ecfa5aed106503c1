"""Talks to a Deforma server as other people's software does: clients.py URL LAYER VALUES.

LAYER is a layer of 64 x 48 cells of 10 m in EPSG:32611 with its upper left corner at 440000, 3960000; VALUES the name of
its first band. OWSLib is the client of WPS and WMS, GDAL another of WMS. Prints a line for each check; the exit code is 1
when one fails.
"""
import io
import json
import sys
import time
import urllib.parse

import numpy
from osgeo import gdal
from owslib.wms import WebMapService
from owslib.wps import ASYNC, SYNC, WebProcessingService, monitorExecution

URL, LAYER, BAND = sys.argv[1:4]
BOX = (440000.0, 3959520.0, 440640.0, 3960000.0)
gdal.UseExceptions()
failed = []


def check(what, good, seen=""):
    print("ok    " if good else "FAILED", what, "" if good else seen)
    if not good:
        failed.append(what)


def wps():
    service = WebProcessingService(URL + "wps", skip_caps=True)
    service.getcapabilities()
    names = [process.identifier for process in service.processes]
    check("OWSLib lists the tools", {"deforma:Displacement", "deforma:Sample", "deforma:Echo"} <= set(names), names)
    described = service.describeprocess("deforma:Displacement")
    inputs = {item.identifier: item for item in described.dataInputs}
    check("OWSLib reads defaults", str(inputs["window"].defaultValue) == "32", vars(inputs["window"]))
    check("OWSLib reads choices", inputs["removeRamp"].allowedValues == ["none", "offset", "plane"],
          inputs["removeRamp"].allowedValues)
    check("OWSLib describes all tools", len([service.describeprocess(name) for name in names]) == len(names))

    run = service.execute("deforma:Echo", [("literal", "a < b & ü")], output=[("literal", False)], mode=SYNC)
    monitorExecution(run, sleepSecs=0.2)
    check("OWSLib runs a tool", run.isSucceded() and run.processOutputs[0].data == ["a < b & ü"],
          (run.status, [vars(e) for e in run.errors]))
    run = service.execute("deforma:Echo", [("literal", "later"), ("pause", "2")], output=[("literal", False)],
                          mode=ASYNC, lineage=True)
    started = run.status
    seen = set()
    while not run.isComplete():
        run.checkStatus(sleepSecs=0.2)
        seen.add(run.percentCompleted)
    check("OWSLib runs in the background", run.isSucceded() and run.processOutputs[0].data == ["later"],
          (started, run.status, [vars(e) for e in run.errors]))
    check("OWSLib sees progress", len(seen) > 2, seen)
    run = service.execute("deforma:Echo", [("number", "many")], output=[("number", False)], mode=SYNC)
    check("OWSLib sees why a run fails", not run.isSucceded() and "many" in str([e.text for e in run.errors]),
          (run.status, [vars(e) for e in run.errors]))


def wms(version):
    service = WebMapService(URL + "wms", version=version)
    check(f"OWSLib lists the layers, WMS {version}", LAYER in service.contents, list(service.contents))
    layer = service.contents[LAYER]
    check("OWSLib reads styles and systems", len(layer.styles) > 0 and "EPSG:3857" in layer.crsOptions,
          (layer.styles, layer.crsOptions))
    picture = service.getmap(layers=[LAYER], srs="EPSG:32611", bbox=BOX, size=(64, 48), format="image/png",
                             transparent=True)
    check("OWSLib gets a map", picture.read()[1:4] == b"PNG")
    west, south, east, north = layer.boundingBoxWGS84
    check("OWSLib gets the place", -118 < west < east < -117 and 35 < south < north < 36, layer.boundingBoxWGS84)
    info = service.getfeatureinfo(layers=[LAYER], srs="EPSG:32611", bbox=BOX, size=(64, 48), format="image/png",
                                  query_layers=[LAYER], info_format="application/json", xy=(10, 20))
    values = json.loads(info.read())["features"][0]["properties"]
    check("OWSLib asks for values", BAND in values, values)


def with_gdal():
    """Its WMS driver finds the layers by itself; the map is compared with the values of the layer."""
    found = gdal.Open(f"WMS:{URL}wms?service=WMS&version=1.1.1&request=GetCapabilities")
    names = [name for name, _ in found.GetSubDatasets()]
    mine = [name for name in names if LAYER in urllib.parse.unquote(name)]
    check("GDAL lists the layers", len(mine) > 0, names)
    described = f"""<GDAL_WMS><Service name="WMS"><Version>1.3.0</Version><ServerUrl>{URL}wms?</ServerUrl>
        <CRS>EPSG:32611</CRS><ImageFormat>image/png</ImageFormat><Transparent>TRUE</Transparent>
        <Layers>{LAYER}</Layers><Styles></Styles></Service><DataWindow><UpperLeftX>{BOX[0]}</UpperLeftX>
        <UpperLeftY>{BOX[3]}</UpperLeftY><LowerRightX>{BOX[2]}</LowerRightX><LowerRightY>{BOX[1]}</LowerRightY>
        <SizeX>64</SizeX><SizeY>48</SizeY></DataWindow><Projection>EPSG:32611</Projection><BandsCount>4</BandsCount>
        <BlockSizeX>64</BlockSizeX><BlockSizeY>48</BlockSizeY></GDAL_WMS>"""
    pixels = gdal.Open(described).ReadAsArray()
    check("GDAL draws the layer", pixels.shape == (4, 48, 64) and numpy.unique(pixels[0]).size > 3, pixels.shape)
    check("GDAL sees through where there is no data", (pixels[3] == 0).any() and (pixels[3] == 255).any(),
          numpy.unique(pixels[3]))


wps()
wms("1.1.1")
wms("1.3.0")
with_gdal()
sys.exit(1 if failed else 0)
