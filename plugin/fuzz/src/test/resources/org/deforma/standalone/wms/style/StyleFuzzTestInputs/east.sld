<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: vik of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>east</Name>
    <UserStyle>
      <Name>east</Name>
      <Title>East displacement</Title>
      <Abstract>How far the ground moved to the east; blue is west</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>1</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#001261" label="-1 m" quantity="-1"/>
              <ColorMapEntry color="#023376" quantity="-0.833333"/>
              <ColorMapEntry color="#06558C" quantity="-0.666667"/>
              <ColorMapEntry color="#2F7CA6" label="-0.5 m" quantity="-0.5"/>
              <ColorMapEntry color="#71A8C4" quantity="-0.333333"/>
              <ColorMapEntry color="#B4D1E0" quantity="-0.166667"/>
              <ColorMapEntry color="#ECE5E1" label="0 m" quantity="0"/>
              <ColorMapEntry color="#E5C0AB" quantity="0.166667"/>
              <ColorMapEntry color="#D39774" quantity="0.333333"/>
              <ColorMapEntry color="#C37243" label="0.5 m" quantity="0.5"/>
              <ColorMapEntry color="#AA4613" quantity="0.666667"/>
              <ColorMapEntry color="#7E1D06" quantity="0.833333"/>
              <ColorMapEntry color="#590008" label="1 m" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
