title the map of chalk
cast a: child he
cast b: child she
place p: river, pond, well, bridge
place q: bakery, library, school, post office, toy shop
word h: small, narrow, grey, tall, crooked
word day: Monday, Tuesday, Friday, Sunday
word col: blue, yellow, pink, white, orange
number n: 3..8

beat start
3: {a.intro} had just come to live in the town, in a {h} house in a street that {a} did not know
3: On a {day}, long ago, {a.intro} came to live in the town, in a {h} house
1: On a {day}, long ago, I came to live in the town, in a {h} house
1: When I was new in town, I did not know a soul, and our {h} house still smelled of paint
beat start
(All the streets|All the houses|All the faces) looked strange, and {a} did not know anybody
There were boxes in every room, and {a} did not know a single child in the town
The bells sounded different, the bread tasted different, and {a} had nobody to play with
beat so
{a} sat on the front steps and (watched the clouds|counted the carts|looked at {a.my} shoes)
{a} sat on the doorstep and (felt lonely|missed {a.my} old friends)
{a} did not dare to go farther than the front gate
beat maybe start
@sad a
@town
beat maybe start
Some (boys|children) ran past, but {a} was too shy to say hello
A cat looked at {a.me} and walked on
Two girls were skipping on the other side, but they did not look up
beat start
(After a while|Soon|Then) {b.intro} came (down the street|around the corner) with a (box|tin|pocket) full of chalk
beat and
{b} (began|started) to draw a long {col} line on the (pavement|stones|ground)
{b} knelt down and drew a long {col} line on the (pavement|stones|ground)
{b} chose a piece of {col} chalk and drew a long line over the (stones|ground)
beat say a
What is that? Is it a (snake|worm|rope)?
That is a very long (snake|worm)! What is it for?
May I ask what you are drawing? It looks like a river
beat say b to a
It is your street! I am drawing a map, so that you can find your way about
It is this street! You are new here, and so you need a map
It is a map of the town! Here is the street, and here is your house. I made it for you
beat then
{b} drew {p.the}, where (the ducks slept|the frogs sang), and {q.the} with its (green|red|blue) door
{b} drew {q.the} with a (tall|crooked) roof and {p.the} with (two ducks|a fat frog)
beat and
{b} put in little crosses for the homes of {n} (other|) children
{b} made {n} little crosses, and each was the home of a child
{b} marked {n} houses with crosses, for in each of them lived a child
beat maybe and
{a} added (a bird|the sun|a big cat) in the corner
beat start
3: While they were drawing, they told each other their names
1: While the map grew, {b.name} and I told each other our names
3: They talked and talked, and by the end they knew each other quite well
1: {b.name} and I talked and talked, and by the end I was not shy at all
beat paragraph
When the map was finished, {b.name} (jumped up|clapped the dust from her hands)
When the last street was drawn, {b.name} got up
beat say b to a
Come, {a.name}! Now I will show you the real places
A map is good, {a.name}, but real streets are better. Come with me
Now we must see if it is right, {a.name}. Let us go for a walk
beat so
3: they walked (along|up) the street and (saw|found) everything, first {p.the} and then {q.the}
1: {b.name} and I walked (along|up) the street and (saw|found) everything, first {p.the} and then {q.the}
beat and
{n} children came to their doors and (said hello|waved)
all {n} children came out and asked {a.me} to play
before evening {a} had met all {n} children and knew their names
beat maybe start
@glad a
beat maybe start
That night it rained, and the map was washed away
In the night the rain washed the chalk away
beat start
Now {a} knew the way and was not lonely any more
Now {a} had (friends|a friend) and was no longer a stranger
New streets are not so (strange|big) any more when there is a friend in them

ask who b
? Who drew a map for {a.name}
? Who made friends with {a.name}
! {b.name} did
! It was {b.name}
ask what h
? In what kind of house did {a.name} live
? What did {a.my} house look like
! It was a {h} house
! {a.name} lived in a {h} house
ask why
? Why did {b.name} draw a map
? What was the map for
! It was for {a.name}, who was new and did not know the way
! {b.name} drew it so that {a.name} could find the way
ask how-many
? How many little crosses did {b.name} draw
? How many homes were marked with a cross
! There were {n} crosses on the map
! {b.name} drew {n} crosses
ask first
? What did {a.name} and {b.name} see first on their walk
! First they saw {p.the}
! They saw {p.the} before they saw {q.the}
ask colour
? What colour was the long line
? In what colour did {b.name} draw the street
! The line was {col}
! {b.name} drew it in {col}
