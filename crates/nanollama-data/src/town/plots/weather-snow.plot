title the day the doors would not open
cast a: child
cast b: old
thing tool: shovel, coal shovel, baking tray, dustpan, frying pan, saucepan lid
word food: soup, porridge, stew, tea
word fuel: firewood, coal

beat start
3: (All night|For two days) the snow had been falling, and when {a.intro} (woke|got up), the (kitchen|bedroom) was strangely (dim|dark)
3: One (winter|January) morning, {a.intro} (woke|got up) to a silence as thick as wool
1: I woke up, and everything was so quiet that I thought I had cotton in my ears
1: (All night|For two days) the snow had been falling, and this morning my room was strangely dark
beat maybe start
The snow had (piled up|drifted) against the house as high as the (window sill|door handle)
Outside there was no road and no fence, nothing but (white hills|smooth white waves)
beat when
{a} tried to go out
{a} turned the key and pushed
beat start
the door would not (move|budge|give) an inch
the door only opened a crack, and a lump of snow fell onto the mat
beat then
{a} rubbed a hole in the frost on the window and looked across at the house of {b.intro}
{a} breathed on the icy window pane and looked over to the cottage of {b.intro}
beat start
(Not a wisp of smoke|No smoke at all) was rising from the chimney over there
The chimney over there was cold, though it was breakfast time
beat say a
No smoke, and in weather like this! Something is wrong
The fire must be out. I have to go and see
beat so
{a} put on (two coats|three jumpers), took {tool} and climbed out of the (bedroom|kitchen|pantry) window
{a} wrapped up warmly, threw {tool} out of the kitchen window and jumped after it
fact has a tool
beat then
{a} began to dig a path, one step at a time, with {tool.the}
{a} scooped and scraped and threw the snow over one shoulder
beat start
(An hour later|After a long hour), there was a (narrow|crooked) trench from one door to the other
(At noon|By ten o'clock), a narrow path led right across the road between two white walls
beat then
{a} cleared the doorstep and knocked with {tool.the}
{a} banged on the door and shouted
beat say b to a
{a.name}! You must be half snowman. The {fuel} is all outside in the shed, and I could not get to it
Come in, come in! My {fuel} is in the shed, and the door was frozen shut. I have been sitting here in my coat
beat so
{a} dug a second path, to the shed, and carried in {fuel} by the basketful
{a} fetched enough {fuel} from the shed to last for a week
beat start
with a fire in the stove, the ice on the (windows|panes) began to drip
{b.name} lit a fire, and before long the (kettle sang|stove glowed|room was warm)
beat and
{b} made a big pot of {food} for two hungry people
{b} hung the wet mittens up to dry and made hot {food}
beat maybe start
@tired a
@proud a
@glad b
beat maybe start
In the afternoon, the (postman|baker's boy) came along that path, and so did (three neighbours|half the street)
When the sun came out, the neighbours dug their own paths until they all met in the middle

ask why
? Why did {a.name} want to get to the other house
? Why was {a.name} worried about {b.name}
! There was no smoke coming from the chimney
! It was because the chimney was cold in such weather
ask what tool
? What did {a.name} dig with
? What did {a.name} take to clear the snow
! {a.name} dug with {tool.a}
! It was {tool.a}
ask who b
? Who needed help because of the snow
? Who was sitting in the cold
! It was {b.name}
! {b.name} across the road was the one
ask what
? What did {a.name} fetch from the shed
? What was there no more of in {b.name}'s house
! It was {fuel}
! There was no {fuel} in the house, so {a.name} fetched some from the shed
