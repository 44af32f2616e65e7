title the ring in the cake
season summer
cast a: child
cast b: baker
word c: Bernard, Edmund, Cornelius, Lambert
word d: Matilda, Dorothea, Winifred, Beatrice, Rosalind
cast e: child
word where: under the lime trees, in the big barn, in the garden of the inn, on the lawn behind the church
word tool: a wooden spoon, a whisk, a sieve, both hands
word layer: three, four, five
word cake: cherry cake, almond cake, lemon cake, chocolate cake, nut cake
word look: in the flour bin, among the egg shells, in the kneading trough, under the oven, in the sugar tin
word music: a fiddle and a drum, two accordions, a flute and a bass, a brass band
word sound: a crunch, a click, a funny little clink

beat start
3: Old {c} and old {d} from the next village were going to be married, and {a.intro} helped to bake the cake
3: The whole town was talking of old {c} and old {d} from the next village, who were going to be married, and {a.intro} was allowed to help with the cake
1: Old {c} and old {d} from the next village were going to be married, and I helped to bake the cake
1: The whole town was talking of old {c} and old {d} from the next village, who were going to be married, and I was allowed to help with the cake
beat maybe start
@weather
@proud a
beat start
It was to be {cake.a} with {layer} layers, and {b.intro} had been working on it since dawn
{b.intro} wanted to make {cake.a} with {layer} layers, as high as a chimney
beat and
{c} had brought the ring to the bakery, so that it could be put on top
on top of it the ring was to lie on a sugar rose, and {c} had brought it early in the morning
beat start
{a} put the ring on a shelf, right above the bowl, and stirred the batter
Right above the mixing bowl there was a little shelf, and {a} put the ring on it
beat then
the cat jumped onto the shelf, and nobody heard the little splash
a cart rattled past, the whole shelf shook, and nobody saw what fell down
beat when
the cake was in the oven
the cake had been baked and was cooling by the window
beat start
{a} looked up, and the ring was gone
{b.name} asked for the ring, and it was nowhere to be found
beat say b
Look everywhere. Without that ring there is no wedding
We must find it before noon. The guests are already on their way
beat so
3: they looked {look} and swept every corner
1: we looked {look} and swept every corner
{a} looked {look}, but there was nothing
beat maybe start
@worried a
@afraid a
beat then
{e.intro} came in to lick the bowl and heard what had happened
{e.intro}, who had come to lick out the bowl, listened to it all
beat say e
Where was the ring, exactly? And what was under it?
Things fall down. They do not fall up. What stood under the shelf?
beat start
Everybody turned and looked at the big, beautiful, golden cake
Nobody said a word. Every eye was on the cake
beat say b
If I cut it open, it is spoiled! And there is no time for another one
I cannot cut a wedding cake before the wedding. What shall we do?
beat but
{a} had an idea and whispered it into {b.name}'s ear
all at once {a} knew what to do
beat so
at the wedding, {where}, {a} stood up and said that the ring was hidden in the cake
{where}, before all the guests, {a} said that this was a wedding with a treasure hunt
beat and
everyone ate very, very slowly
all the guests took small bites and listened to their teeth
beat then
there was {sound}, and {d} took the ring out of the last piece but one
{d} bit on something hard. It was the ring, with a little jam on it
beat start
{c} laughed so much that the flowers fell out of the vases
The cheering was so loud that the pigeons flew off the roof
beat maybe start
The guests danced to {music} until the stars came out
Then there was music from {music}, and even the baker danced
beat maybe start
@ending a
@relief
@evening a
After that, everybody who got married wanted a ring in the cake

ask where
? Where was the ring
? What had the ring fallen into
! It had fallen into the batter of the cake
! The ring was in the cake
ask who e
? Who thought about what stood under the ring
? Who came to lick the bowl
! It was {e.name}
! {e.name} came to lick the bowl
ask who d
? Who found the ring
? Who bit on the ring
! {d} found it
! It was {d}
ask what cake
? What kind of cake was it
? What did {b.name} bake for the wedding
! It was {cake.a}
! {b.name} baked {cake.a}
ask where where
? Where was the wedding
! The wedding was {where}
! It was {where}
ask who c
? Who was going to marry {d}
? Who had brought the ring to the bakery
! It was {c}
! It was old {c}
ask what look
? Where did they look for the ring at first
! They looked {look}
! First they looked {look}
