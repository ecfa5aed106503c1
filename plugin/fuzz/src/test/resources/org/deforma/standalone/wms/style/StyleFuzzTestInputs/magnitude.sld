<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <!-- Colours: batlow of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>magnitude</Name>
    <UserStyle>
      <Name>magnitude</Name>
      <Title>Displacement</Title>
      <Abstract>How far the ground moved, whichever way</Abstract>
      <FeatureTypeStyle>
        <!-- GeoServer's extension of SLD: the process turns east and north into one band. -->
        <Transformation>
          <ogc:Function name="deforma:Magnitude">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>1</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#011959" label="0 m" quantity="0"/>
              <ColorMapEntry color="#0E375E" quantity="0.0833333"/>
              <ColorMapEntry color="#144D62" quantity="0.166667"/>
              <ColorMapEntry color="#226061" label="0.25 m" quantity="0.25"/>
              <ColorMapEntry color="#3C6D56" quantity="0.333333"/>
              <ColorMapEntry color="#5D7843" quantity="0.416667"/>
              <ColorMapEntry color="#818232" label="0.5 m" quantity="0.5"/>
              <ColorMapEntry color="#AA8C2D" quantity="0.583333"/>
              <ColorMapEntry color="#D29343" quantity="0.666667"/>
              <ColorMapEntry color="#F29D6C" label="0.75 m" quantity="0.75"/>
              <ColorMapEntry color="#FDAC9D" quantity="0.833333"/>
              <ColorMapEntry color="#FDBCCA" quantity="0.916667"/>
              <ColorMapEntry color="#FACCFA" label="1 m" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
