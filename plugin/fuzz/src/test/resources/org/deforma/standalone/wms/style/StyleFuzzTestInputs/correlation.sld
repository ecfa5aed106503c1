<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: imola of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>correlation</Name>
    <UserStyle>
      <Name>correlation</Name>
      <Title>Correlation</Title>
      <Abstract>How alike the two images are after matching; 1 is the same</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>3</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#1A33B3" label="0" quantity="0"/>
              <ColorMapEntry color="#2242AB" quantity="0.0833333"/>
              <ColorMapEntry color="#2950A4" quantity="0.166667"/>
              <ColorMapEntry color="#305E9D" label="0.25" quantity="0.25"/>
              <ColorMapEntry color="#396B94" quantity="0.333333"/>
              <ColorMapEntry color="#457788" quantity="0.416667"/>
              <ColorMapEntry color="#53867F" label="0.5" quantity="0.5"/>
              <ColorMapEntry color="#669979" quantity="0.583333"/>
              <ColorMapEntry color="#7BAE74" quantity="0.666667"/>
              <ColorMapEntry color="#91C46F" label="0.75" quantity="0.75"/>
              <ColorMapEntry color="#ABDB69" quantity="0.833333"/>
              <ColorMapEntry color="#D2EF66" quantity="0.916667"/>
              <ColorMapEntry color="#FFFF66" label="1" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
